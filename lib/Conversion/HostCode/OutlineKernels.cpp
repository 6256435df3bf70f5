//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/HostCode/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/RegionUtils.h"

namespace mlir::a3 {
#define GEN_PASS_DEF_A3OUTLINEKERNELS
#include "a3/Conversion/HostCode/Passes.h.inc"
} // namespace mlir::a3

using namespace mlir;
using namespace mlir::a3;
using linalg::LinalgOp;

namespace {
/// Fewer iterations than this are not worth handing to other threads.
constexpr int64_t minParallelIterations = 16384;
/// Enough tasks for a few threads of unequal speed.
constexpr int64_t minTasks = 16;

/// The order in which a kernel's loops nest.
struct LoopOrder {
  SmallVector<unsigned> loops; ///< Outermost first.
  /// The first of them, run as parallel tasks; 0 for a sequential kernel.
  unsigned numTaskLoops = 0;
  /// The last of them, which carry the result in registers.
  unsigned numCarriedLoops = 0;
  int64_t numTasks = 1; ///< An estimate where a size is not known.
};

/// Elements of `op`'s operands that are contiguous along `loop`.
int64_t countContiguous(LinalgOp op, unsigned loop) {
  int64_t count = 0;
  for (OpOperand &operand : op->getOpOperands()) {
    auto type = dyn_cast<MemRefType>(operand.get().getType());
    if (!type)
      continue;
    SmallVector<int64_t> strides;
    int64_t offset;
    if (failed(type.getStridesAndOffset(strides, offset)))
      continue;
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [result, stride] : llvm::zip_equal(map.getResults(), strides))
      if (result == getAffineDimExpr(loop, op->getContext()) && stride == 1)
        count += estimateElements(type);
  }
  return count;
}

LoopOrder chooseOrder(LinalgOp op) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<utils::IteratorType> types = op.getIteratorTypesArray();
  LoopOrder order;
  SmallVector<unsigned> reductions;
  for (unsigned loop = 0; loop < ranges.size(); ++loop)
    (types[loop] == utils::IteratorType::parallel ? order.loops : reductions)
        .push_back(loop);

  // Of equally contiguous loops the last is kept innermost.
  unsigned innermost = 0;
  int64_t best = -1;
  for (unsigned loop = 0; loop < ranges.size(); ++loop) {
    int64_t contiguous = ranges[loop] == 1 ? 0 : countContiguous(op, loop);
    if (contiguous >= best) {
      best = contiguous;
      innermost = loop;
    }
  }
  unsigned numOuterParallel = order.loops.size();
  if (llvm::is_contained(reductions, innermost) || order.loops.empty()) {
    llvm::erase(reductions, innermost);
    order.loops.append(reductions);
    if (!ranges.empty())
      order.loops.push_back(innermost);
    order.numCarriedLoops = order.loops.size() - numOuterParallel;
  } else {
    llvm::erase(order.loops, innermost);
    --numOuterParallel;
    order.loops.append(reductions);
    order.loops.push_back(innermost);
  }

  int64_t iterations = 1;
  for (int64_t range : ranges)
    iterations *= estimateSize(range);
  if (iterations < minParallelIterations)
    return order;
  while (order.numTaskLoops < numOuterParallel && order.numTasks < minTasks)
    order.numTasks *= estimateSize(ranges[order.loops[order.numTaskLoops++]]);
  if (order.numTasks == 1)
    order.numTaskLoops = 0;
  return order;
}

/// A kernel's arguments, and the constants that it makes itself.
class KernelArguments {
public:
  explicit KernelArguments(LinalgOp op) : builder(op), loc(op.getLoc()) {
    SetVector<Value> captured;
    for (Value operand : op->getOperands())
      captured.insert(operand);
    getUsedValuesDefinedAbove(op->getRegions(), captured);
    for (Value value : captured) {
      auto memref = dyn_cast<MemRefType>(value.getType());
      if (matchPattern(value, m_Constant()))
        constants.push_back(value);
      else if (memref && isSizedAtRunTime(memref))
        addSized(value, memref);
      else
        add(value, value);
    }
  }

  ArrayRef<Value> getPassed() const { return passed; }
  /// What each of them stands for; null for a size or stride.
  ArrayRef<Value> getCaptured() const { return captured; }
  ArrayRef<Value> getConstants() const { return constants; }

  /// Maps what the operation uses to the arguments of the kernel.
  void map(OpBuilder &kernel, ValueRange arguments, IRMapping &mapping) const {
    for (auto [value, argument] : llvm::zip_equal(captured, arguments))
      if (value)
        mapping.map(value, argument);
    for (const SizedBuffer &buffer : sizedBuffers)
      mapping.map(buffer.value, rebuild(kernel, buffer, arguments));
  }

private:
  /// A buffer of which some sizes, strides or the offset are arguments.
  struct SizedBuffer {
    Value value;
    unsigned pointer;
    SmallVector<unsigned> numbers;
  };

  unsigned add(Value value, Value standsFor) {
    for (auto [index, other] : llvm::enumerate(passed))
      if (other == value && captured[index] == standsFor)
        return index;
    passed.push_back(value);
    captured.push_back(standsFor);
    return passed.size() - 1;
  }

  /// Functions take pointers only, so what the type does not say goes beside
  /// it. The strides of a row-major buffer follow from its sizes.
  void addSized(Value value, MemRefType type) {
    SizedBuffer buffer{value, 0, {}};
    Value first = getFirstElement(builder, loc, value);
    buffer.pointer = passed.size();
    passed.push_back(first);
    captured.push_back(value);
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      if (type.isDynamicDim(dim))
        buffer.numbers.push_back(
            add(builder.createOrFold<memref::DimOp>(loc, value, dim), {}));
    if (!type.getLayout().isIdentity())
      addLayout(buffer, type);
    sizedBuffers.push_back(buffer);
  }

  void addLayout(SizedBuffer &buffer, MemRefType type) {
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, buffer.value);
    auto [strides, offset] = type.getStridesAndOffset();
    for (auto [stride, value] : llvm::zip(strides, metadata.getStrides()))
      if (ShapedType::isDynamic(stride))
        buffer.numbers.push_back(add(value, {}));
    if (ShapedType::isDynamic(offset))
      buffer.numbers.push_back(add(metadata.getOffset(), {}));
  }

  Value rebuild(OpBuilder &kernel, const SizedBuffer &buffer,
                ValueRange arguments) const {
    auto type = cast<MemRefType>(buffer.value.getType());
    ArrayRef<unsigned> numbers = buffer.numbers;
    auto next = [&](int64_t known) -> OpFoldResult {
      if (ShapedType::isStatic(known))
        return kernel.getIndexAttr(known);
      Value value = arguments[numbers.front()];
      numbers = numbers.drop_front();
      return value;
    };
    SmallVector<OpFoldResult> sizes, strides;
    for (int64_t size : type.getShape())
      sizes.push_back(next(size));
    auto [knownStrides, knownOffset] = type.getStridesAndOffset();
    if (type.getLayout().isIdentity())
      strides = getRowMajorStrides(kernel, sizes, knownStrides);
    else
      for (int64_t stride : knownStrides)
        strides.push_back(next(stride));
    OpFoldResult offset = next(knownOffset);
    return memref::ReinterpretCastOp::create(
        kernel, loc, type, arguments[buffer.pointer], offset, sizes, strides);
  }

  SmallVector<OpFoldResult> getRowMajorStrides(OpBuilder &kernel,
                                               ArrayRef<OpFoldResult> sizes,
                                               ArrayRef<int64_t> known) const {
    SmallVector<OpFoldResult> strides(sizes.size());
    for (size_t dim = sizes.size(); dim-- > 0;) {
      if (ShapedType::isStatic(known[dim])) {
        strides[dim] = kernel.getIndexAttr(known[dim]);
        continue;
      }
      Value inner =
          getValueOrCreateConstantIndexOp(kernel, loc, strides[dim + 1]);
      Value size = getValueOrCreateConstantIndexOp(kernel, loc, sizes[dim + 1]);
      strides[dim] =
          arith::MulIOp::create(kernel, loc, inner, size).getResult();
    }
    return strides;
  }

  OpBuilder builder;
  Location loc;
  SmallVector<Value> passed, captured, constants;
  SmallVector<SizedBuffer> sizedBuffers;
};

/// The operand and its dimension that tell how long a loop is: one of known
/// size where there is one.
std::pair<Value, unsigned> findLength(LinalgOp op, unsigned loop) {
  std::pair<Value, unsigned> found;
  for (OpOperand &operand : op->getOpOperands()) {
    auto type = dyn_cast<MemRefType>(operand.get().getType());
    if (!type)
      continue;
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [dim, result] : llvm::enumerate(map.getResults())) {
      if (result != getAffineDimExpr(loop, op->getContext()))
        continue;
      if (!found.first || !type.isDynamicDim(dim))
        found = {operand.get(), dim};
    }
  }
  return found;
}

/// Builds the function that runs one linalg operation, or one task of it.
class KernelBuilder {
public:
  KernelBuilder(LinalgOp op, const LoopOrder &order)
      : op(op), order(order), loc(op.getLoc()), builder(op.getContext()),
        ranges(op.getStaticLoopRanges()), indices(ranges.size()) {}

  /// The kernel, not yet in a module. It is called with the arguments, after
  /// the index of the task if there are tasks.
  func::FuncOp build(const KernelArguments &arguments) {
    SmallVector<Type> types;
    if (order.numTaskLoops)
      types.push_back(builder.getIndexType());
    for (Value value : arguments.getPassed())
      types.push_back(value.getType());
    auto function = func::FuncOp::create(builder, loc, "kernel",
                                         builder.getFunctionType(types, {}));
    function.setPrivate();
    Block *body = function.addEntryBlock();
    builder.setInsertionPointToStart(body);
    arguments.map(builder,
                  body->getArguments().drop_front(order.numTaskLoops ? 1 : 0),
                  mapping);
    for (Value constant : arguments.getConstants())
      mapping.map(constant,
                  builder.clone(*constant.getDefiningOp())->getResult(0));
    if (order.numTaskLoops)
      delinearize(body->getArgument(0));
    buildOuterLoops(ArrayRef(order.loops)
                        .drop_front(order.numTaskLoops)
                        .drop_back(order.numCarriedLoops));
    builder.setInsertionPointToEnd(body);
    func::ReturnOp::create(builder, loc);
    return function;
  }

private:
  void delinearize(Value task) {
    for (unsigned i = order.numTaskLoops; i-- > 0;) {
      unsigned loop = order.loops[i];
      if (i == 0) {
        indices[loop] = task;
        return;
      }
      Value range = getRange(loop);
      indices[loop] = arith::RemUIOp::create(builder, loc, task, range);
      task = arith::DivUIOp::create(builder, loc, task, range);
    }
  }

  void buildOuterLoops(ArrayRef<unsigned> loops) {
    if (loops.empty()) {
      if (order.numCarriedLoops == 0)
        return buildBody(loadOutputs());
      SmallVector<Value> results = buildCarriedLoops(
          ArrayRef(order.loops).take_back(order.numCarriedLoops),
          loadOutputs());
      return storeOutputs(results);
    }
    auto loopOp = createLoop(loops.front(), {});
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loopOp.getBody());
    buildOuterLoops(loops.drop_front());
  }

  SmallVector<Value> buildCarriedLoops(ArrayRef<unsigned> loops,
                                       ArrayRef<Value> carried) {
    if (loops.empty())
      return inlineRegion(carried);
    scf::ForOp loopOp = createLoop(loops.front(), carried);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(loopOp.getBody());
    SmallVector<Value> results = buildCarriedLoops(
        loops.drop_front(),
        llvm::to_vector_of<Value>(loopOp.getRegionIterArgs()));
    scf::YieldOp::create(builder, loc, results);
    return loopOp.getResults();
  }

  scf::ForOp createLoop(unsigned loop, ValueRange carried) {
    Value zero = index(0), range = getRange(loop), one = index(1);
    auto loopOp = scf::ForOp::create(builder, loc, zero, range, one, carried);
    indices[loop] = loopOp.getInductionVar();
    return loopOp;
  }

  void buildBody(ArrayRef<Value> outputs) {
    storeOutputs(inlineRegion(outputs));
  }

  /// The elements of the outputs; null where the region does not read them.
  SmallVector<Value> loadOutputs() {
    SmallVector<Value> values;
    for (OpOperand &output : op.getDpsInitsMutable())
      values.push_back(load(&output));
    return values;
  }

  Value load(OpOperand *operand) {
    BlockArgument argument = op.getMatchingBlockArgument(operand);
    bool isCarried = order.numCarriedLoops && op.isDpsInit(operand);
    if (argument.use_empty() && !isCarried)
      return {};
    Value buffer = mapping.lookup(operand->get());
    if (!isa<MemRefType>(buffer.getType()))
      return buffer;
    return memref::LoadOp::create(builder, loc, buffer, getIndices(operand));
  }

  void storeOutputs(ValueRange values) {
    for (auto [output, value] :
         llvm::zip_equal(op.getDpsInitsMutable(), values))
      memref::StoreOp::create(builder, loc, value, mapping.lookup(output.get()),
                              getIndices(&output));
  }

  SmallVector<Value> getIndices(OpOperand *operand) {
    SmallVector<Value> values;
    AffineMap map = op.getMatchingIndexingMap(operand);
    for (unsigned i = 0; i < map.getNumResults(); ++i) {
      if (auto loop = dyn_cast<AffineDimExpr>(map.getResult(i))) {
        values.push_back(indices[loop.getPosition()]);
      } else if (auto place = dyn_cast<AffineConstantExpr>(map.getResult(i))) {
        values.push_back(index(place.getValue()));
      } else {
        // Loops inside of this place have no index yet, and no part in it.
        SmallVector<Value> operands = indices;
        for (Value &operand : operands)
          if (!operand)
            operand = index(0);
        values.push_back(affine::AffineApplyOp::create(
            builder, loc, map.getSubMap({i}), operands));
      }
    }
    return values;
  }

  /// Copies the region for the current indices; returns what it yields.
  SmallVector<Value> inlineRegion(ValueRange outputs) {
    Block &block = op->getRegion(0).front();
    for (OpOperand *input : op.getDpsInputOperands())
      if (Value value = load(input))
        mapping.map(op.getMatchingBlockArgument(input), value);
    for (auto [argument, value] :
         llvm::zip_equal(op.getRegionOutputArgs(), outputs))
      if (value)
        mapping.map(argument, value);
    for (Operation &nested : block.without_terminator()) {
      if (auto indexOp = dyn_cast<linalg::IndexOp>(nested)) {
        mapping.map(indexOp.getResult(), indices[indexOp.getDim()]);
        continue;
      }
      Operation *copy = builder.clone(nested, mapping);
      if (op.getNumReductionLoops())
        allowReordering(copy, nested);
    }
    SmallVector<Value> results;
    for (Value value : block.getTerminator()->getOperands())
      results.push_back(mapping.lookupOrDefault(value));
    return results;
  }

  /// Lets LLVM vectorise a sum or product over a reduction's iterations.
  void allowReordering(Operation *copy, Operation &original) {
    if (!isa<arith::AddFOp, arith::MulFOp>(original))
      return;
    bool combines = llvm::any_of(original.getOperands(), [&](Value operand) {
      return llvm::is_contained(op.getRegionOutputArgs(), operand);
    });
    if (combines)
      copy->setAttr("fastmath",
                    arith::FastMathFlagsAttr::get(
                        copy->getContext(), arith::FastMathFlags::reassoc));
  }

  Value getRange(unsigned loop) {
    if (ShapedType::isStatic(ranges[loop]))
      return index(ranges[loop]);
    auto [buffer, dim] = findLength(op, loop);
    return builder.createOrFold<memref::DimOp>(loc, mapping.lookup(buffer),
                                               dim);
  }

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  LinalgOp op;
  const LoopOrder &order;
  Location loc;
  OpBuilder builder;
  IRMapping mapping;
  SmallVector<int64_t> ranges;
  SmallVector<Value> indices;
};

/// Tells LLVM which buffers of a kernel overlap no other that it accesses.
/// A pair that is only read may overlap.
void markDisjoint(LinalgOp op, func::FuncOp kernel, ArrayRef<Value> arguments) {
  auto isBuffer = [](Value value) {
    return value && isa<MemRefType>(value.getType());
  };
  unsigned firstBuffer = kernel.getNumArguments() - arguments.size();
  auto isWritten = [&](Value value) {
    return llvm::is_contained(op.getDpsInits(), value);
  };
  for (auto [index, value] : llvm::enumerate(arguments)) {
    if (!isBuffer(value))
      continue;
    bool isDisjoint = llvm::none_of(arguments, [&, value = value](Value other) {
      return other != value && isBuffer(other) &&
             (isWritten(value) || isWritten(other)) &&
             getBaseBuffer(other) == getBaseBuffer(value);
    });
    if (isDisjoint)
      kernel.setArgAttr(firstBuffer + index,
                        LLVM::LLVMDialect::getNoAliasAttrName(),
                        UnitAttr::get(kernel.getContext()));
  }
}

/// The kernels of a module, equal ones once.
class KernelTable {
public:
  explicit KernelTable(ModuleOp module) : module(module) {}

  /// `kernel`, now in the module, or an equal one.
  func::FuncOp insert(func::FuncOp kernel) {
    SmallVector<func::FuncOp, 1> &candidates = kernels[hash(kernel)];
    for (func::FuncOp candidate : candidates) {
      if (!isEqual(candidate, kernel))
        continue;
      kernel.erase();
      return candidate;
    }
    kernel.setName(("kernel_" + Twine(size++)).str());
    module.push_back(kernel);
    candidates.push_back(kernel);
    return kernel;
  }

  unsigned getSize() const { return size; }

private:
  static llvm::hash_code hash(func::FuncOp kernel) {
    llvm::hash_code code = hash_value(kernel.getFunctionType());
    kernel.getBody().walk([&](Operation *op) {
      code = llvm::hash_combine(code,
                                OperationEquivalence::computeHash(
                                    op, OperationEquivalence::ignoreHashValue,
                                    OperationEquivalence::ignoreHashValue,
                                    OperationEquivalence::IgnoreLocations));
    });
    return code;
  }

  static bool isEqual(func::FuncOp left, func::FuncOp right) {
    return left.getFunctionType() == right.getFunctionType() &&
           left.getArgAttrsAttr() == right.getArgAttrsAttr() &&
           OperationEquivalence::isRegionEquivalentTo(
               &left.getBody(), &right.getBody(),
               OperationEquivalence::IgnoreLocations);
  }

  ModuleOp module;
  /// Only looked up, never walked: hashes differ from run to run.
  DenseMap<size_t, SmallVector<func::FuncOp, 1>> kernels;
  unsigned size = 0;
};

struct OutlineKernels : a3::impl::A3OutlineKernelsBase<OutlineKernels> {
  void runOnOperation() override {
    FailureOr<func::FuncOp> entry = getEntryFunction(getOperation());
    if (failed(entry) || failed(rewriteCopies(*entry)))
      return signalPassFailure();
    rewriteReshapes(*entry);
    SmallVector<LinalgOp> operations;
    entry->walk([&](LinalgOp op) { operations.push_back(op); });
    KernelTable kernels(getOperation());
    for (LinalgOp op : operations) {
      if (failed(outline(op, kernels)))
        return signalPassFailure();
      ++numOperations;
    }
    numKernels = kernels.getSize();
  }

private:
  static LogicalResult rewriteCopies(func::FuncOp entry) {
    IRRewriter rewriter(entry.getContext());
    entry.walk([&](memref::CopyOp copy) {
      rewriter.setInsertionPoint(copy);
      // A result of unknown size that was computed in its place.
      if (copy.getSource() == copy.getTarget() &&
          isSizedAtRunTime(cast<MemRefType>(copy.getTarget().getType())))
        return rewriter.eraseOp(copy);
      rewriter.replaceOpWithNewOp<linalg::CopyOp>(copy, copy.getSource(),
                                                  copy.getTarget());
    });
    return success();
  }

  /// Reshapes into several unknown sizes become casts, since upstream's own
  /// lowering of them crashes.
  static void rewriteReshapes(func::FuncOp entry) {
    IRRewriter rewriter(entry.getContext());
    entry.walk([&](memref::ExpandShapeOp expand) {
      MemRefType type = expand.getResultType();
      if (type.hasStaticShape())
        return;
      Location loc = expand.getLoc();
      rewriter.setInsertionPoint(expand);
      auto metadata = memref::ExtractStridedMetadataOp::create(rewriter, loc,
                                                               expand.getSrc());
      SmallVector<OpFoldResult> outer = metadata.getConstifiedMixedStrides();
      SmallVector<OpFoldResult> sizes = getMixedValues(
          expand.getStaticOutputShape(), expand.getOutputShape(), rewriter);
      auto [known, knownOffset] = type.getStridesAndOffset();
      SmallVector<OpFoldResult> strides(sizes.size());
      for (auto [stride, group] :
           llvm::zip_equal(outer, expand.getReassociationIndices())) {
        for (int64_t dim : llvm::reverse(group)) {
          strides[dim] = ShapedType::isStatic(known[dim])
                             ? OpFoldResult(rewriter.getIndexAttr(known[dim]))
                             : stride;
          stride = affine::makeComposedFoldedAffineApply(
              rewriter, loc,
              rewriter.getAffineSymbolExpr(0) * rewriter.getAffineSymbolExpr(1),
              {strides[dim], sizes[dim]});
        }
      }
      OpFoldResult offset = ShapedType::isStatic(knownOffset)
                                ? rewriter.getIndexAttr(knownOffset)
                                : metadata.getConstifiedMixedOffset();
      rewriter.replaceOpWithNewOp<memref::ReinterpretCastOp>(
          expand, type, expand.getSrc(), offset, sizes, strides);
    });
  }

  static LogicalResult outline(LinalgOp op, KernelTable &kernels) {
    if (!op.hasPureBufferSemantics())
      return op.emitOpError("is still on tensors; bufferize first");
    LoopOrder order = chooseOrder(op);
    KernelArguments arguments(op);
    func::FuncOp kernel = KernelBuilder(op, order).build(arguments);
    markDisjoint(op, kernel, arguments.getCaptured());
    kernel = kernels.insert(kernel);
    OpBuilder builder(op);
    if (order.numTaskLoops) {
      scf::ForallOp::create(
          builder, op.getLoc(),
          ArrayRef<OpFoldResult>{countTasks(builder, op, order)}, ValueRange(),
          std::nullopt, [&](OpBuilder &b, Location loc, ValueRange indices) {
            SmallVector<Value> all = {indices.front()};
            llvm::append_range(all, arguments.getPassed());
            func::CallOp::create(b, loc, kernel, all);
            scf::InParallelOp::create(b, loc);
          });
    } else {
      func::CallOp::create(builder, op.getLoc(), kernel, arguments.getPassed());
    }
    op.erase();
    return success();
  }

  static OpFoldResult countTasks(OpBuilder &builder, LinalgOp op,
                                 const LoopOrder &order) {
    SmallVector<int64_t> ranges = op.getStaticLoopRanges();
    int64_t known = 1;
    Value count;
    for (unsigned loop : ArrayRef(order.loops).take_front(order.numTaskLoops)) {
      if (ShapedType::isStatic(ranges[loop])) {
        known *= ranges[loop];
        continue;
      }
      auto [buffer, dim] = findLength(op, loop);
      Value size =
          builder.createOrFold<memref::DimOp>(op.getLoc(), buffer, dim);
      count =
          count
              ? Value(arith::MulIOp::create(builder, op.getLoc(), count, size))
              : size;
    }
    if (!count)
      return builder.getIndexAttr(known);
    if (known == 1)
      return count;
    Value factor = arith::ConstantIndexOp::create(builder, op.getLoc(), known);
    return arith::MulIOp::create(builder, op.getLoc(), count, factor)
        .getResult();
  }
};
} // namespace
