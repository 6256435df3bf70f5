//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Verification/RaiseVerifier.h"

#include "SliceBuffer.h"
#include "SliceCompiler.h"
#include "SlicePair.h"
#include "a3/Conversion/RaiseAttention/Passes.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/InterleavedRange.h"

using namespace mlir;
using namespace mlir::a3;

/// An attention that needs more memory than this is too large, whatever the
/// options say.
static constexpr uint64_t kMaxBytes = uint64_t(1) << 32;

/// How many more sets of inputs are tried where one gives nothing to compare.
static constexpr unsigned kMaxUselessTrials = 8;

namespace {
/// The first error that is emitted while this lives; none reaches the user.
class ErrorCapture {
public:
  explicit ErrorCapture(MLIRContext *context)
      : handler(context, [this](Diagnostic &diagnostic) {
          if (text.empty() &&
              diagnostic.getSeverity() == DiagnosticSeverity::Error)
            text = diagnostic.str();
          return success();
        }) {}

  std::string text;

private:
  ScopedDiagnosticHandler handler;
};

enum class Outcome { Equal, Different, Failed, TooLarge };

/// The outcome for one attention, and the numbers or the reason as a text.
struct Finding {
  Outcome outcome;
  std::string text;
};

/// One trial of a compiled pair of slices.
struct Comparison {
  int64_t numCompared = 0;
  /// Whether queries without keys, which are left out, give zeros in both.
  bool hasSameEmptyQueries = true;
  /// A difference, with numbers and indices, or empty.
  std::string difference;
};

class CompiledPair {
public:
  CompiledPair(SlicePair &pair, ExecutionEngine &engine)
      : pair(pair), engine(engine), original(pair.resultType),
        raised(pair.resultType), raisedWithMark(pair.resultType) {
    for (const SliceInput &input : pair.inputs) {
      buffers.emplace_back(input.type);
      isRandom.push_back(!input.constant ||
                         failed(buffers.back().fill(input.constant)));
    }
  }

  FailureOr<Comparison> compare(uint64_t seed, double tolerance) {
    InputGenerator generator(seed, pair.numRows);
    for (auto [buffer, random] : llvm::zip(buffers, isRandom))
      if (random)
        buffer.fill(generator);
    if (failed(call(SlicePair::kOriginal, original, std::nullopt)) ||
        failed(call(SlicePair::kRaised, raised, 0.0)))
      return failure();
    if (pair.isMasked && failed(call(SlicePair::kRaised, raisedWithMark, 1.0)))
      return failure();
    return compareResults(tolerance);
  }

private:
  LogicalResult call(StringRef name, SliceBuffer &result,
                     std::optional<double> empty) {
    SmallVector<void *> pointers;
    for (SliceBuffer &buffer : buffers)
      pointers.push_back(buffer.getData());
    if (empty)
      pointers.push_back(&*empty);
    pointers.push_back(result.getData());
    SmallVector<void *> arguments;
    for (void *&pointer : pointers)
      arguments.push_back(static_cast<void *>(&pointer));
    llvm::Error error = engine.invokePacked(name, arguments);
    if (!error)
      return success();
    return emitError(pair.module->getLoc(), llvm::toString(std::move(error)));
  }

  Comparison compareResults(double tolerance) {
    Comparison comparison;
    for (auto [i, expected] : llvm::enumerate(original.getFloats())) {
      double actual = raised.getFloats()[i];
      bool isOfEmptyQuery = pair.isMasked &&
                            actual != raisedWithMark.getFloats()[i] &&
                            !std::isnan(actual);
      if (isOfEmptyQuery || (std::isnan(expected) && std::isnan(actual))) {
        comparison.hasSameEmptyQueries &= expected == actual;
        continue;
      }
      ++comparison.numCompared;
      if (isEqual(expected, actual, tolerance))
        continue;
      llvm::raw_string_ostream(comparison.difference)
          << "at [" << llvm::interleaved(original.getIndices(i)) << "] it is "
          << llvm::format("%.9g", actual) << " instead of "
          << llvm::format("%.9g", expected);
      break;
    }
    return comparison;
  }

  static bool isEqual(double a, double b, double tolerance) {
    double magnitude = std::max({1.0, std::abs(a), std::abs(b)});
    return a == b || std::abs(a - b) <= tolerance * magnitude;
  }

  SlicePair &pair;
  ExecutionEngine &engine;
  std::vector<SliceBuffer> buffers;
  SmallVector<bool> isRandom;
  SliceBuffer original, raised, raisedWithMark;
};
} // namespace

class RaiseVerifier::Implementation {
public:
  Implementation(MLIRContext *context, const RaiseVerifierOptions &options)
      : options(options), compiler(context) {}

  RaiseVerdict raise(Operation *scope) {
    RaiseVerdict verdict;
    RaiseSummary summary = raiseAttention(scope, options.biasPort,
                                          [&](Value original, Value raised) {
                                            compare(original, raised, verdict);
                                          });
    verdict.refused = summary.refused.size();
    return verdict;
  }

  void compare(Value original, Value raised, RaiseVerdict &verdict) {
    Finding finding = compareFrom(original, raised, CutKind::AtReads);
    if (finding.outcome == Outcome::Different ||
        finding.outcome == Outcome::Failed) {
      // The values that are read may be related in a way that matters.
      Finding further = compareFrom(original, raised, CutKind::Independent);
      if (further.outcome != Outcome::TooLarge)
        finding = further;
    }
    report(original.getLoc(), finding, verdict);
  }

private:
  static void report(Location loc, const Finding &finding,
                     RaiseVerdict &verdict) {
    switch (finding.outcome) {
    case Outcome::Equal:
      ++verdict.equal;
      return;
    case Outcome::Different:
      ++verdict.different;
      emitError(loc) << "raised attention differs from what it replaces: "
                     << finding.text;
      return;
    case Outcome::Failed:
      ++verdict.failed;
      emitError(loc) << "raised attention cannot be verified: " << finding.text;
      return;
    case Outcome::TooLarge:
      ++verdict.tooLarge;
      emitRemark(loc, getRemark(UnverifiedReason::TooLarge), finding.text);
      return;
    }
  }

  Finding compareFrom(Value original, Value raised, CutKind kind) {
    ErrorCapture errors(original.getContext());
    std::string reason;
    FailureOr<SlicePair> pair =
        extractSlicePair(original, raised, kind, reason);
    if (failed(pair))
      return {Outcome::Failed, reason.empty() ? errors.text : reason};
    // Invalid operations, computed all the same, would write anywhere.
    if (failed(mlir::verify(*pair->module)) ||
        failed(compiler.prepare(*pair->module)))
      return {Outcome::Failed, errors.text};
    SliceCost cost = SliceCompiler::getCost(*pair->module);
    if (cost.operations > options.maxOperations || cost.bytes > kMaxBytes)
      return {Outcome::TooLarge, llvm::formatv("{0} operations and {1} bytes",
                                               cost.operations, cost.bytes)};
    FailureOr<std::string> difference = findDifference(*pair);
    if (failed(difference))
      return {Outcome::Failed, errors.text};
    if (difference->empty())
      return {Outcome::Equal, ""};
    if (!pair->doubt.empty())
      return {Outcome::Failed, pair->doubt};
    return {Outcome::Different, *difference};
  }

  /// The first difference, or an empty text.
  FailureOr<std::string> findDifference(SlicePair &pair) {
    FailureOr<std::unique_ptr<ExecutionEngine>> engine =
        compiler.compile(*pair.module);
    if (failed(engine))
      return failure();
    CompiledPair compiled(pair, **engine);
    unsigned numUseful = 0;
    bool haveSameEmptyQueries = true;
    for (unsigned trial = 0; trial < options.trials + kMaxUselessTrials &&
                             numUseful < options.trials;
         ++trial) {
      uint64_t seed = options.seed + trial;
      FailureOr<Comparison> comparison =
          compiled.compare(seed, options.tolerance);
      if (failed(comparison))
        return failure();
      if (!comparison->difference.empty())
        return comparison->difference + " (seed " + std::to_string(seed) + ")";
      numUseful += comparison->numCompared != 0;
      haveSameEmptyQueries &= comparison->hasSameEmptyQueries;
    }
    if (numUseful == 0 && !haveSameEmptyQueries)
      return emitError(pair.module->getLoc(),
                       "no random inputs give a result to compare");
    return std::string();
  }

  const RaiseVerifierOptions options;
  SliceCompiler compiler;
};

void RaiseVerifier::getDependentDialects(DialectRegistry &registry) {
  SliceCompiler::getDependentDialects(registry);
}

RaiseVerifier::RaiseVerifier(MLIRContext *context,
                             const RaiseVerifierOptions &options)
    : implementation(std::make_unique<Implementation>(context, options)) {}

RaiseVerifier::~RaiseVerifier() = default;

RaiseVerdict RaiseVerifier::raise(Operation *scope) {
  return implementation->raise(scope);
}

void RaiseVerifier::compare(Value original, Value raised,
                            RaiseVerdict &verdict) {
  implementation->compare(original, raised, verdict);
}
