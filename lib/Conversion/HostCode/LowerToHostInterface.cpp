//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Conversion/LLVMCommon/MemRefBuilder.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3LOWERTOHOSTINTERFACE
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Members of HostInterface, in its order.
enum HostMember {
  Context,
  Launch,
  Multiply,
  ForEach,
  Fail,
  InputSizes,
  Allocate,
  MakeOutput,
  LaunchSized,
  NumHostMembers
};

/// Builds host code in one block, with pointers as the C ABI has them.
class HostCodeBuilder {
public:
  HostCodeBuilder(OpBuilder builder, Location loc)
      : b(builder), loc(loc), converter(builder.getContext()),
        pointer(LLVM::LLVMPointerType::get(builder.getContext())) {}

  Value constant(int64_t value) {
    return LLVM::ConstantOp::create(b, loc, b.getI64IntegerAttr(value));
  }

  Value toI64(Value index) {
    return arith::IndexCastOp::create(b, loc, b.getI64Type(), index);
  }

  /// Address of element `number` of an array of words.
  Value getWord(Value array, int64_t number) {
    return LLVM::GEPOp::create(b, loc, pointer, b.getI64Type(), array,
                               ArrayRef<LLVM::GEPArg>{number});
  }

  Value loadPointer(Value address) {
    return LLVM::LoadOp::create(b, loc, pointer, address);
  }

  /// The memref of static layout whose allocation starts at `address`.
  Value toMemRef(Value address, MemRefType type) {
    Value descriptor =
        MemRefDescriptor::fromStaticShape(b, loc, converter, type, address);
    return UnrealizedConversionCastOp::create(b, loc, type, descriptor)
        .getResult(0);
  }

  /// The inverse of `toMemRef`, as an integer.
  Value toAddress(Value memref) {
    return toI64(
        memref::ExtractAlignedPointerAsIndexOp::create(b, loc, memref));
  }

  /// Element `offset` of a memref's memory. Elements of i1 take a byte.
  Value toPointer(Value memref, Value offset) {
    Value base = LLVM::IntToPtrOp::create(b, loc, pointer, toAddress(memref));
    Type element = cast<MemRefType>(memref.getType()).getElementType();
    return LLVM::GEPOp::create(b, loc, pointer, element, base,
                               ValueRange{toI64(offset)});
  }

  Value loadIndex(Value address) {
    Value word = LLVM::LoadOp::create(b, loc, b.getI64Type(), address);
    return arith::IndexCastOp::create(b, loc, b.getIndexType(), word);
  }

  /// An array of words that holds these sizes.
  Value storeWords(ValueRange sizes) {
    Value words = LLVM::AllocaOp::create(b, loc, pointer, b.getI64Type(),
                                         constant(sizes.size()));
    for (auto [i, size] : llvm::enumerate(sizes))
      LLVM::StoreOp::create(b, loc, toI64(size), getWord(words, i));
    return words;
  }

  /// Calls a function of the runtime's table, which returns nothing or
  /// `result`.
  Value callHost(Value host, HostMember member, ArrayRef<Value> arguments,
                 Type result = {}) {
    Value callee = loadPointer(getWord(host, member));
    SmallVector<Value> operands = {callee, loadPointer(getWord(host, Context))};
    operands.append(arguments.begin(), arguments.end());
    auto type = LLVM::LLVMFunctionType::get(
        result ? result : LLVM::LLVMVoidType::get(b.getContext()),
        llvm::to_vector(ValueRange(operands).drop_front().getTypes()));
    auto call = LLVM::CallOp::create(b, loc, type, operands);
    return result ? call.getResult() : Value();
  }

  OpBuilder b;
  Location loc;
  LLVMTypeConverter converter;
  Type pointer;
};

/// Gives a declared function its body, which `build` makes.
template <typename Build>
void defineFunction(func::FuncOp function, Build build) {
  Block *body = function.addEntryBlock();
  HostCodeBuilder code(OpBuilder::atBlockBegin(body), function.getLoc());
  build(code, body->getArguments());
  func::ReturnOp::create(code.b, code.loc);
}

/// The same for a function that returns memory.
template <typename Build>
void defineMemoryFunction(func::FuncOp function, Build build) {
  Block *body = function.addEntryBlock();
  HostCodeBuilder code(OpBuilder::atBlockBegin(body), function.getLoc());
  Value address = build(code, body->getArguments());
  Value memory = code.toMemRef(
      address, cast<MemRefType>(function.getResultTypes().front()));
  func::ReturnOp::create(code.b, code.loc, memory);
}

/// @a3_allocate_N takes the host, the number of the buffer, and N factors.
Value buildAllocate(HostCodeBuilder &code, ValueRange arguments) {
  ValueRange factors = arguments.drop_front(2);
  return code.callHost(arguments[0], Allocate,
                       {code.toI64(arguments[1]), code.constant(factors.size()),
                        code.storeWords(factors)},
                       code.pointer);
}

/// @a3_make_output_N takes the host, the number of the output, and N sizes.
Value buildMakeOutput(HostCodeBuilder &code, ValueRange arguments) {
  return code.callHost(
      arguments[0], MakeOutput,
      {code.toI64(arguments[1]), code.storeWords(arguments.drop_front(2))},
      code.pointer);
}

/// @a3_multiply fills a MatrixProduct, whose members are its arguments with
/// pointer and offset joined.
void buildMultiply(HostCodeBuilder &code, ValueRange arguments) {
  OpBuilder &b = code.b;
  Type word = b.getI64Type(), byte = b.getI8Type(), pointer = code.pointer;
  auto type = LLVM::LLVMStructType::getLiteral(
      b.getContext(), {word, word, word, word, pointer, word, word, pointer,
                       word, word, pointer, word, word, byte, byte, byte});
  Value product =
      LLVM::AllocaOp::create(b, code.loc, pointer, type, code.constant(1));
  int32_t member = 0;
  auto store = [&](Value value) {
    Value address = LLVM::GEPOp::create(b, code.loc, pointer, type, product,
                                        ArrayRef<LLVM::GEPArg>{0, member++});
    LLVM::StoreOp::create(b, code.loc, value, address);
  };
  Value host = arguments.front();
  arguments = arguments.drop_front();
  while (!arguments.empty()) {
    Value argument = arguments.front();
    arguments = arguments.drop_front();
    if (isa<MemRefType>(argument.getType())) {
      store(code.toPointer(argument, arguments.front()));
      arguments = arguments.drop_front();
    } else {
      store(argument.getType().isIndex() ? code.toI64(argument) : argument);
    }
  }
  code.callHost(host, Multiply, {product});
}

/// Where HostInterface::launch takes each operand of `function`.
SmallVector<size_t> listOperandPlaces(StringRef function) {
  SmallVector<size_t> places = {0, 1, 2};
  if (function.contains(maskedSuffix))
    places.push_back(3);
  places.push_back(4);
  if (function.contains(biasedSuffix))
    places.push_back(5);
  if (function.contains(sortedSuffix))
    places.push_back(6);
  return places;
}

/// @a3_launch and its variants fill the operands of a site: memory and offset
/// of the query, key, value, mask if there is one, output, and bias and sorted
/// rows if there are any. The sizes and strides of a site of unknown ones
/// follow them.
void buildLaunch(HostCodeBuilder &code, ValueRange arguments,
                 ArrayRef<size_t> places) {
  constexpr size_t numOperands = 7;
  Value site = code.toI64(arguments[1]);
  ValueRange buffers = arguments.drop_front(2);
  Value operands = LLVM::AllocaOp::create(
      code.b, code.loc, code.pointer, code.pointer, code.constant(numOperands));
  for (size_t i = 0; i < numOperands; ++i) {
    Value address;
    if (llvm::is_contained(places, i)) {
      address = code.toPointer(buffers[0], buffers[1]);
      buffers = buffers.drop_front(2);
    } else {
      address = LLVM::ZeroOp::create(code.b, code.loc, code.pointer);
    }
    LLVM::StoreOp::create(code.b, code.loc, address, code.getWord(operands, i));
  }
  if (buffers.empty()) {
    code.callHost(arguments[0], Launch, {site, operands});
    return;
  }
  code.callHost(arguments[0], LaunchSized,
                {site, operands, code.storeWords(buffers)});
}

class Lowering {
public:
  Lowering(ModuleOp module, func::FuncOp entry, Value host)
      : module(module), entry(entry), host(host) {}

  LogicalResult run() {
    SmallVector<scf::ForallOp> loops;
    entry.walk([&](scf::ForallOp op) { loops.push_back(op); });
    for (scf::ForallOp loop : loops)
      if (failed(lower(loop)))
        return failure();
    defineHostFunctions();
    addEntryPoint();
    hideFunctions();
    return success();
  }

private:
  /// `scf.forall` of one call, as the outlining of kernels makes it.
  LogicalResult lower(scf::ForallOp loop) {
    Block &body = *loop.getBody();
    auto call = dyn_cast<func::CallOp>(body.front());
    if (!call || body.getOperations().size() != 2 || loop.getRank() != 1 ||
        !loop.isNormalized() || call.getNumOperands() == 0 ||
        call.getOperand(0) != loop.getInductionVar(0))
      return loop.emitOpError("should hold one call that takes its index; run "
                              "--a3-outline-kernels first");
    ValueRange arguments = call.getOperands().drop_front();
    auto kernel = module.lookupSymbol<func::FuncOp>(call.getCallee());

    HostCodeBuilder code(OpBuilder(loop), loop.getLoc());
    Value state = allocateState(arguments.size());
    for (auto [i, argument] : llvm::enumerate(arguments)) {
      Value word = isa<MemRefType>(argument.getType())
                       ? code.toAddress(argument)
                   : argument.getType().isIndex() ? code.toI64(argument)
                                                  : Value(argument);
      LLVM::StoreOp::create(code.b, code.loc, word, code.getWord(state, i));
    }
    Value count = code.toI64(getValueOrCreateConstantIndexOp(
        code.b, code.loc, loop.getMixedUpperBound().front()));
    func::FuncOp task = getTask(kernel);
    Value function = func::ConstantOp::create(
        code.b, code.loc, task.getFunctionType(), task.getName());
    Value address = UnrealizedConversionCastOp::create(code.b, code.loc,
                                                       code.pointer, function)
                        .getResult(0);
    SmallVector<Value> operands = {host, count, address, state};
    func::FuncOp forEach = getOrDeclare(
        module, forEachName,
        code.b.getFunctionType(ValueRange(operands).getTypes(), {}));
    func::CallOp::create(code.b, code.loc, forEach, operands);
    loop.erase();
    return success();
  }

  /// Memory for the arguments of a kernel's tasks, a word each.
  Value allocateState(size_t numArguments) {
    HostCodeBuilder code(OpBuilder::atBlockBegin(&entry.front()),
                         entry.getLoc());
    return LLVM::AllocaOp::create(code.b, code.loc, code.pointer,
                                  code.b.getI64Type(),
                                  code.constant(numArguments));
  }

  /// The function that runs one task: it unpacks the state for the kernel.
  func::FuncOp getTask(func::FuncOp kernel) {
    std::string name = (kernel.getName() + "_task").str();
    if (auto task = module.lookupSymbol<func::FuncOp>(name))
      return task;
    Builder b(module.getContext());
    func::FuncOp task = getOrDeclare(
        module, name, b.getFunctionType({host.getType(), b.getI64Type()}, {}));
    task.setPrivate();
    defineFunction(task, [&](HostCodeBuilder &code, ValueRange arguments) {
      SmallVector<Value> operands = {arith::IndexCastOp::create(
          code.b, code.loc, code.b.getIndexType(), arguments[1])};
      for (auto [i, type] :
           llvm::enumerate(kernel.getArgumentTypes().drop_front()))
        operands.push_back(
            unpack(code, code.getWord(arguments.front(), i), type));
      func::CallOp::create(code.b, code.loc, kernel, operands);
    });
    return task;
  }

  static Value unpack(HostCodeBuilder &code, Value address, Type type) {
    if (auto memref = dyn_cast<MemRefType>(type))
      return code.toMemRef(code.loadPointer(address), memref);
    if (!type.isIndex())
      return LLVM::LoadOp::create(code.b, code.loc, type, address);
    return code.loadIndex(address);
  }

  static void defineLaunch(func::FuncOp function) {
    SmallVector<size_t> places = listOperandPlaces(function.getName());
    defineFunction(function, [&](HostCodeBuilder &code, ValueRange arguments) {
      buildLaunch(code, arguments, places);
    });
  }

  void defineHostFunctions() {
    if (auto multiply = module.lookupSymbol<func::FuncOp>(multiplyName))
      defineFunction(multiply, buildMultiply);
    for (auto function : llvm::to_vector(module.getOps<func::FuncOp>())) {
      if (!function.isExternal())
        continue;
      if (function.getName().starts_with(allocateName))
        defineMemoryFunction(function, buildAllocate);
      else if (function.getName().starts_with(makeOutputName))
        defineMemoryFunction(function, buildMakeOutput);
      else if (function.getName().starts_with(launchName))
        defineLaunch(function);
    }
    auto forward = [&](StringRef name, HostMember member) {
      auto function = module.lookupSymbol<func::FuncOp>(name);
      if (!function)
        return func::FuncOp();
      defineFunction(function,
                     [&](HostCodeBuilder &code, ValueRange arguments) {
                       code.callHost(arguments.front(), member,
                                     llvm::to_vector(arguments.drop_front()));
                     });
      return function;
    };
    forward(forEachName, ForEach);
    if (func::FuncOp fail = forward(failName, Fail)) {
      Builder b(module.getContext());
      // Inlined, it would lose the knowledge that it does not return.
      fail->setAttr("passthrough",
                    b.getStrArrayAttr({"cold", "noinline", "noreturn"}));
    }
  }

  /// Unpacks the slots for the entry, and the sizes of its inputs.
  void addEntryPoint() {
    Builder b(module.getContext());
    Type pointer = host.getType();
    func::FuncOp entryPoint = getOrDeclare(
        module, entryPointName, b.getFunctionType({pointer, pointer}, {}));
    defineFunction(
        entryPoint, [&](HostCodeBuilder &code, ValueRange arguments) {
          SmallVector<Value> operands = {arguments[0]};
          int64_t numSlots = 0, numSizes = 0;
          Value sizes;
          for (Type type : entry.getArgumentTypes().drop_front()) {
            if (auto memref = dyn_cast<MemRefType>(type)) {
              operands.push_back(code.toMemRef(
                  code.loadPointer(code.getWord(arguments[1], numSlots++)),
                  memref));
              continue;
            }
            if (!sizes)
              sizes = code.loadPointer(code.getWord(arguments[0], InputSizes));
            operands.push_back(code.loadIndex(code.getWord(sizes, numSizes++)));
          }
          func::CallOp::create(code.b, code.loc, entry, operands);
        });
    entry.setPrivate();
    // It only calls; inlining all kernels that have one caller into it would
    // take most of the compile time.
    entry->setAttr("passthrough", b.getStrArrayAttr({"noinline", "optnone"}));
    entryPoint.setPublic();
  }

  /// Only the entry point is visible outside of the shared object.
  void hideFunctions() {
    auto internal =
        LLVM::LinkageAttr::get(module.getContext(), LLVM::Linkage::Internal);
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPrivate() && !function.isExternal())
        function->setAttr("llvm.linkage", internal);
  }

  ModuleOp module;
  func::FuncOp entry;
  Value host;
};

struct LowerToHostInterface
    : a3::impl::A3LowerToHostInterfaceBase<LowerToHostInterface> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry))
      return signalPassFailure();
    Value host = getHost(*entry);
    if (!host || failed(Lowering(getOperation(), *entry, host).run()))
      return signalPassFailure();
  }
};
} // namespace
