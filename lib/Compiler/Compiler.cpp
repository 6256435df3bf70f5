//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Compiler.h"

#include "a3/Compiler/Calibration.h"
#include "a3/Compiler/Diagnostics.h"
#include "a3/Compiler/PrefixMap.h"
#include "a3/Compiler/Report.h"
#include "a3/Compiler/SourceFile.h"
#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Conversion/A3ToISA/OrderKeys.h"
#include "a3/Conversion/DynamicSizes/Passes.h"
#include "a3/Conversion/HostCode/EntryFunction.h"
#include "a3/Conversion/RaiseAttention/Passes.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/InitAll.h"
#include "a3/Machine/Machine.h"
#include "a3/Program/ProgramFile.h"
#include "a3/Schedule/SizedSite.h"
#include "a3/Support/Files.h"
#include "a3/Target/NativeCode.h"
#include "a3/Target/Program/TranslateSites.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::a3;

namespace {
/// One model on its way to a program file.
class Compilation {
public:
  Compilation(const CompilerOptions &options, MLIRContext &context)
      : options(options), context(context) {}

  LogicalResult run() {
    if (failed(chooseTarget()) || failed(readMachine()) ||
        failed(readApproximations()))
      return failure();
    module = parseModel(options.input, &context);
    if (!module || failed(mapPrefixes()) || failed(checkOperations()) ||
        failed(chooseEntry()) || failed(describeSignature()) ||
        failed(findAttention()) || failed(checkSizes()) ||
        failed(lowerAttention()) || failed(compileHostCode()))
      return failure();
    return write();
  }

private:
  InFlightDiagnostic error() {
    return emitError(module
                         ? module->getLoc()
                         : FileLineColLoc::get(&context, options.input, 0, 0));
  }

  /// Prints an error of the hardware side.
  static LogicalResult report(const ::a3::Error &error,
                              const std::string &file) {
    llvm::errs() << error.render(file) << '\n';
    return failure();
  }

  LogicalResult chooseTarget() {
    program.target =
        options.target.empty() ? getHostTarget().str() : options.target;
    if (llvm::is_contained(getNativeTargets(), program.target))
      return success();
    return error() << "no code can be made for the processor '"
                   << program.target << "'; choose one of "
                   << llvm::join(getNativeTargets(), ", ");
  }

  LogicalResult readApproximations() {
    const std::string &name = options.approximationFile;
    if (name.empty())
      return success();
    auto file = ::a3::InputFile::open(name);
    if (!file)
      return report(file.error(), name);
    auto table = ::a3::parseApproximations(file->text());
    if (!table)
      return report(table.error(), name);
    approximationsByName = std::move(*table);
    return success();
  }

  LogicalResult readMachine() {
    auto text = ::a3::readMachineText(options.machine);
    if (!text)
      return report(text.error(), options.machine);
    auto checked = ::a3::parseMachine(*text);
    if (!checked)
      return report(checked.error(), options.machine);
    program.machine = *text;
    machine = *checked;
    return success();
  }

  LogicalResult mapPrefixes() {
    if (succeeded(mapSourcePrefixes(*module, options.sourcePrefixMaps)))
      return success();
    return error() << "--source-prefix-map takes OLD=NEW, such as "
                      "--source-prefix-map=$PWD/=";
  }

  /// Says more than the parser would of operations that nothing here knows.
  LogicalResult checkOperations() {
    WalkResult unknown = module->walk([](Operation *op) {
      if (op->isRegistered())
        return WalkResult::advance();
      op->emitError("unknown operation '")
          << op->getName() << "'; lower the model to linalg or TOSA first";
      return WalkResult::interrupt();
    });
    return failure(unknown.wasInterrupted());
  }

  /// Makes all functions private but the entry.
  LogicalResult chooseEntry() {
    func::FuncOp entry;
    if (options.entry.empty()) {
      FailureOr<func::FuncOp> only = getEntryFunction(*module);
      if (failed(only))
        return failure();
      entry = *only;
    } else {
      entry = module->lookupSymbol<func::FuncOp>(options.entry);
      if (!entry || entry.isExternal())
        return error() << "no function '" << options.entry << "' with a body";
    }
    for (auto function : module->getOps<func::FuncOp>())
      function.setPrivate();
    entry.setPublic();
    program.entry = entry.getName().str();
    return success();
  }

  LogicalResult describeSignature() {
    func::FuncOp entry = *getEntryFunction(*module);
    if (entry.getNumResults() == 0)
      return entry.emitError("the entry function has no results");
    if (failed(
            describe(entry, entry.getArgumentTypes(), "arg", program.inputs)))
      return failure();
    return describe(entry, entry.getResultTypes(), "result", program.outputs);
  }

  static std::string listElementTypes() {
    auto names =
        llvm::map_range(::a3::elementTypes, [](const ::a3::ElementType &type) {
          return type.name;
        });
    return llvm::join(names, ", ");
  }

  static LogicalResult describe(func::FuncOp entry, TypeRange types,
                                StringRef name,
                                std::vector<::a3::TensorInfo> &infos) {
    for (auto [index, type] : llvm::enumerate(types)) {
      auto fail = [&] {
        return entry.emitError() << name << index << " is " << type << ": ";
      };
      if (isa<UnrankedTensorType>(type))
        return fail() << "its rank is not known; export the model with example "
                         "inputs of as many dimensions";
      auto tensor = dyn_cast<RankedTensorType>(type);
      if (!tensor)
        return fail() << "inputs and results must be tensors";
      std::string element;
      llvm::raw_string_ostream(element) << tensor.getElementType();
      if (!::a3::elementBytes(element))
        return fail() << "the element type must be one of "
                      << listElementTypes();
      std::vector<int64_t> shape(tensor.getShape());
      llvm::replace(shape, ShapedType::kDynamic, ::a3::unknownSize);
      infos.push_back({(name + Twine(index)).str(), element, std::move(shape)});
    }
    return success();
  }

  /// Finds the attention and leaves in `a3.attention` what the machine does;
  /// everything else becomes linalg.
  LogicalResult findAttention() {
    if (failed(runPasses([](PassManager &manager) {
          manager.addPass(createInlinerPass());
          manager.addPass(createSymbolDCEPass());
          manager.addPass(createA3SimplifySizes());
        })))
      return failure();
    if (!options.offload)
      return runPasses([](PassManager &manager) {
        manager.addPass(createA3DecomposeAttention());
      });
    raise();
    // Passes verify only what they leave.
    if (failed(verify(*module)) || failed(runPasses([](PassManager &manager) {
          manager.addPass(createCanonicalizerPass());
        })) ||
        failed(keepUnsuited()))
      return failure();
    return checkOutcomes();
  }

  void raise() {
    context.loadDialect<A3Dialect, arith::ArithDialect, linalg::LinalgDialect,
                        math::MathDialect, tensor::TensorDialect>();
    RaiseSummary summary = raiseAttention(*module, machine.biasPort);
    remarks.raised = summary.raised;
    for (const RefusedSoftmax &softmax : summary.refused) {
      const Remark &remark = getRemark(softmax.reason);
      ++remarks.notRaised[remark.name.str()];
      outcomes.push_back({describeLocation(softmax.location), remark.describe(),
                          std::nullopt});
    }
  }

  /// What the options say of one attention; nothing where it stays as the model
  /// has it.
  ::a3::Expected<std::optional<::a3::Approximations>>
  chooseApproximations(StringRef site) {
    if (auto given = approximationsByName.find(site.str());
        given != approximationsByName.end())
      return given->second;
    auto chosen = options.approximation.resolveLater();
    if (!chosen)
      return tl::unexpected(chosen.error());
    if (!*chosen)
      return std::nullopt;
    return ::a3::Approximations{**chosen};
  }

  /// Of what heads leave out, the operation has that of the one which decides
  /// whether keys are sorted.
  void setApproximation(AttentionOp op,
                        const ::a3::Approximations &approximations) {
    op.removeApproximationAttr();
    auto deciding = llvm::find_if(approximations,
                                  std::mem_fn(&::a3::Approximation::selects));
    if (deciding == approximations.end())
      deciding = llvm::find_if_not(approximations,
                                   std::mem_fn(&::a3::Approximation::isExact));
    if (deciding == approximations.end())
      return;
    int64_t rows = op.getNumRows();
    auto known = deciding->resolve(ShapedType::isDynamic(rows) ? 1 : rows);
    op.setApproximationAttr(
        ApproximationAttr::get(&context, known.iterations, known.threshold));
  }

  LogicalResult approximate(ArrayRef<AttentionOp> attentions) {
    for (AttentionOp op : attentions) {
      auto chosen = chooseApproximations(*op.getSite());
      if (!chosen)
        return error() << chosen.error().message;
      if (!*chosen)
        continue;
      setApproximation(op, **chosen);
      chosenApproximations.emplace(op.getSite()->str(), std::move(**chosen));
    }
    return checkNames(attentions);
  }

  /// The file of approximations must not speak of what is not there.
  LogicalResult checkNames(ArrayRef<AttentionOp> attentions) {
    SmallVector<StringRef> names;
    for (AttentionOp op : attentions)
      names.push_back(*op.getSite());
    for (const auto &[name, approximations] : approximationsByName)
      if (!llvm::is_contained(names, name))
        return report({"the model has no attention '" + name + "'; it has " +
                       (names.empty() ? "none" : llvm::join(names, ", "))},
                      options.approximationFile);
    return success();
  }

  /// Gives each attention a name of its own, which its site will have.
  void nameSites(ArrayRef<AttentionOp> attentions) {
    llvm::StringSet<> taken;
    for (auto symbol : module->getOps<SymbolOpInterface>())
      taken.insert(symbol.getName());
    for (AttentionOp op : attentions) {
      std::string name = op.getSite().value_or("attention").str();
      for (unsigned count = 0; !taken.insert(name).second; ++count)
        name = (op.getSite().value_or("attention") + "_" + Twine(count)).str();
      op.setSite(name);
    }
  }

  /// What an operation cannot say: parts of n, and heads that differ.
  LogicalResult approximateSites() {
    for (::a3::Site &site : program.sites) {
      auto chosen = chosenApproximations.find(site.name);
      if (chosen == chosenApproximations.end() ||
          (site.isSized() && chosen->second.size() <= 1))
        continue;
      auto changed = ::a3::approximateSite(site, chosen->second, machine);
      if (!changed)
        return error() << "site '" << site.name
                       << "': " << changed.error().message;
      site = std::move(*changed);
    }
    return success();
  }

  /// Of keys that the machine then need not sort.
  LogicalResult giveOrders() {
    func::FuncOp entry = *getEntryFunction(*module);
    unsigned numCarried = orderKeys(entry, machine, options.carryKeyOrder);
    constexpr StringLiteral name = "key_order";
    if (failed(describe(entry, entry.getArgumentTypes().take_back(numCarried),
                        name, program.inputs)))
      return failure();
    return describe(entry, entry.getResultTypes().take_back(numCarried), name,
                    program.outputs);
  }

  /// Decomposes the attention that the machine cannot do.
  LogicalResult keepUnsuited() {
    SmallVector<AttentionOp> attentions;
    module->walk([&](AttentionOp op) { attentions.push_back(op); });
    nameSites(attentions);
    if (failed(approximate(attentions)) || failed(giveOrders()))
      return failure();
    IRRewriter rewriter(&context);
    for (AttentionOp op : attentions) {
      std::optional<OffloadRefusal> refusal = checkOffload(op, machine);
      if (!refusal) {
        ++numOffloaded;
        continue;
      }
      // The host computes exactly.
      op.removeApproximationAttr();
      op.getSortedRowsMutable().clear();
      op.removeSortedTileAttr();
      const Remark &remark = getRemark(refusal->reason);
      emitRemark(op.getLoc(), remark, refusal->detail);
      ++remarks.host[remark.name.str()];
      outcomes.push_back({describeLocation(op.getLoc()), refusal->describe(),
                          describeAttention(op)});
      if (failed(decomposeAttention(rewriter, op)))
        return failure();
    }
    return success();
  }

  LogicalResult checkOutcomes() {
    if (options.requireOffload && !outcomes.empty()) {
      for (const SiteOutcome &outcome : outcomes)
        llvm::errs() << outcome.location
                     << ": error: attention stays on the host, but "
                        "--require-offload was given: "
                     << outcome.reason << '\n';
      return failure();
    }
    if (numOffloaded == 0 && outcomes.empty())
      return error() << "the model has no attention, so there is nothing for "
                        "the accelerator to do; --no-offload compiles it for "
                        "the host anyway";
    return success();
  }

  /// Whether two operands may broadcast along a dimension, as only the run
  /// knows.
  static bool mayBroadcast(Operation *op) {
    auto result = op->getNumResults() == 1
                      ? dyn_cast<RankedTensorType>(op->getResultTypes()[0])
                      : RankedTensorType();
    if (!result)
      return false;
    for (int64_t dim = 0; dim < result.getRank(); ++dim) {
      auto takesPart = [&](Type type) {
        auto tensor = dyn_cast<RankedTensorType>(type);
        return tensor && tensor.getRank() == result.getRank() &&
               tensor.getDimSize(dim) != 1;
      };
      if (result.isDynamicDim(dim) &&
          llvm::count_if(op->getOperandTypes(), takesPart) > 1)
        return true;
    }
    return false;
  }

  /// Upstream's lowering of TOSA broadcasts open sizes by conditions, whose
  /// tensors have no place in the host's memory.
  LogicalResult checkSizes() {
    WalkResult open = module->walk([](Operation *op) {
      if (!(op->hasTrait<OpTrait::tosa::TosaElementwiseOperator>() ||
            isa<tosa::MulOp>(op)) ||
          !mayBroadcast(op))
        return WalkResult::advance();
      op->emitError("a size of TOSA is not known, in ")
          << op->getResultTypes()[0]
          << "; export the model to linalg, or with fixed sizes";
      return WalkResult::interrupt();
    });
    return failure(open.wasInterrupted());
  }

  /// From tensors to memrefs, and the attention to instruction streams.
  LogicalResult lowerAttention() {
    if (failed(runPasses([&](PassManager &manager) {
          buildTensorToMemRefPipeline(manager, &weights);
          manager.addPass(
              createA3TransposesToStrides({.machine = options.machine}));
          manager.addPass(createConvertA3ToISA({.machine = options.machine}));
        })))
      return failure();
    SmallVector<AttentionOp> sized = listSizedAtLaunch(*module);
    WalkResult left = module->walk([&](AttentionOp op) {
      if (llvm::is_contained(sized, op) && !checkOffload(op, machine))
        return WalkResult::advance();
      op.emitOpError("was fit for the machine on tensors, but is not on "
                     "memrefs; please report this model");
      return WalkResult::interrupt();
    });
    if (left.wasInterrupted())
      return failure();
    if (!options.calibration.empty() &&
        failed(fixFormats(*module, options.calibration)))
      return failure();
    FailureOr<std::vector<::a3::Site>> sites = a3isa::translateSites(*module);
    if (failed(sites))
      return failure();
    program.sites = std::move(*sites);
    for (AttentionOp op : sized)
      addSizedSite(op);
    if (failed(approximateSites()))
      return failure();
    std::vector<std::string> keys = describeKeys(sized);
    for (auto [site, order] : llvm::zip_equal(program.sites, keys))
      outcomes.push_back({site.location, /*reason=*/"", site, order});
    return success();
  }

  /// How the keys of each site get sorted; nothing where they need not be.
  std::vector<std::string> describeKeys(ArrayRef<AttentionOp> sized) {
    std::vector<Value> orders(program.sites.size());
    auto numbers = a3isa::numberSites(*module);
    module->walk([&](a3isa::LaunchOp launch) {
      orders[numbers.at(launch.getSiteAttr().getAttr())] =
          launch.getSortedRows();
    });
    for (auto [index, op] : llvm::enumerate(llvm::to_vector(sized)))
      orders[numbers.size() + index] = op.getSortedRows();
    std::vector<std::string> keys;
    for (auto [site, order] : llvm::zip_equal(program.sites, orders)) {
      bool selects = llvm::any_of(site.approximations,
                                  std::mem_fn(&::a3::Approximation::selects));
      keys.push_back(!selects            ? ""
                     : !order            ? "sorted by the machine"
                     : isConstant(order) ? "sorted at compile time"
                     : isArgument(order) ? "order given"
                     : isSorted(order)   ? "sorted by the host"
                                         : "order carried");
    }
    return keys;
  }

  static bool isSorted(Value buffer) {
    return llvm::any_of(getBaseBuffer(buffer).getUsers(),
                        llvm::IsaPred<SortKeysOp>);
  }

  /// Whether a buffer is an input, and not what was made of one.
  bool isArgument(Value buffer) {
    auto argument = dyn_cast<BlockArgument>(getBaseBuffer(buffer));
    return argument && argument.getArgNumber() <= program.inputs.size();
  }

  /// Whether a buffer is in the program file.
  bool isConstant(Value buffer) {
    Value base = getBaseBuffer(buffer);
    if (base.getDefiningOp<memref::GetGlobalOp>())
      return true;
    auto type = cast<MemRefType>(base.getType());
    return isa<BlockArgument>(base) && type.getElementType().isInteger(8) &&
           type.getNumElements() == weights.getSize();
  }

  /// A site whose stream the launch writes.
  void addSizedSite(AttentionOp op) {
    ::a3::Site site = describeUnsized(op);
    site.location = describeLocation(op.getLoc());
    site.places = a3isa::describePlaces(op.getLoc());
    site.name = op.getSite()->str();
    program.sites.push_back(std::move(site));
  }

  LogicalResult compileHostCode() {
    if (failed(runPasses(buildMemRefToKernelsPipeline)))
      return failure();
    func::FuncOp entry = *getEntryFunction(*module);
    auto scratch = cast<MemRefType>(entry.getArgumentTypes().back());
    program.scratchBytes = scratch.getNumElements();
    if (failed(runPasses(buildKernelsToLLVMPipeline)))
      return failure();
    FailureOr<std::vector<uint8_t>> object =
        translateToSharedObject(*module, program.target);
    if (failed(object))
      return failure();
    native = std::move(*object);
    return success();
  }

  template <typename Build> LogicalResult runPasses(Build build) {
    PassManager manager(&context);
    manager.enableVerifier(false);
    build(manager);
    return manager.run(*module);
  }

  LogicalResult write() {
    std::vector<::a3::WeightBlock> blocks;
    for (const WeightTable::Block &block : weights.getBlocks())
      blocks.push_back({block.offset,
                        {reinterpret_cast<const uint8_t *>(block.bytes.data()),
                         block.bytes.size()}});
    std::optional<::a3::AtomicFile> reportFile;
    if (!options.report.empty()) {
      auto file = ::a3::AtomicFile::create(options.report);
      if (!file)
        return report(file.error(), options.report);
      reportFile.emplace(std::move(*file));
      std::string text =
          writeReport(program, outcomes, remarks, weights.getSize(), machine);
      auto written = reportFile->append(
          {reinterpret_cast<const uint8_t *>(text.data()), text.size()});
      if (!written)
        return report(written.error(), options.report);
    }
    auto written = ::a3::writeProgram(program, native, blocks, options.output);
    if (!written)
      return report(written.error(), options.output);
    if (reportFile)
      if (auto committed = reportFile->commit(); !committed)
        return report(committed.error(), options.report);
    return success();
  }

  const CompilerOptions &options;
  MLIRContext &context;
  OwningOpRef<ModuleOp> module;
  WeightTable weights;
  ::a3::Program program;
  std::vector<uint8_t> native;
  ::a3::Machine machine;
  std::vector<SiteOutcome> outcomes;
  RemarkCounts remarks;
  unsigned numOffloaded = 0;
  ::a3::ApproximationTable approximationsByName; ///< Of the file.
  ::a3::ApproximationTable chosenApproximations; ///< By the names of sites.
};
} // namespace

LogicalResult mlir::a3::compile(const CompilerOptions &options) {
  DialectRegistry registry;
  registerAllA3(registry);
  MLIRContext context(registry);
  context.printOpOnDiagnostic(false);
  context.allowUnregisteredDialects();
  DiagnosticPrinter printer(&context,
                            options.input == "-" ? "<stdin>" : options.input);
  return Compilation(options, context).run();
}
