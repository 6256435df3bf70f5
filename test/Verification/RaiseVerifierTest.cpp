//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Pairs that a raise could have made if it were wrong.

#include "a3/Verification/RaiseVerifier.h"

#include "a3/InitAll.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::a3;

namespace {
/// Two heads, 4 queries, 5 rows, d = 8. %o is attention with scale 0.5 and a
/// boolean mask %m; other code follows it.
constexpr StringLiteral kModel = R"mlir(
#query = affine_map<(h, i, r, d) -> (h, i, d)>
#key = affine_map<(h, i, r, d) -> (h, r, d)>
#score = affine_map<(h, i, r, d) -> (h, i, r)>
#all = affine_map<(h, i, r) -> (h, i, r)>
#row = affine_map<(h, i, r) -> (h, i)>
func.func private @something(tensor<2x4xf32>) -> tensor<2x4xf32>
func.func @model(%q: tensor<2x4x8xf32>, %k: tensor<2x5x8xf32>,
    %v: tensor<2x5x8xf32>, %m: tensor<2x4x5xi1>)
    -> (tensor<2x4x8xf32>, tensor<2x4x8xf32>) {
  %zero = arith.constant 0.0 : f32
  %half = arith.constant 0.5 : f32
  %low = arith.constant 0xFF800000 : f32
  %scores = tensor.empty() : tensor<2x4x5xf32>
  %sums = tensor.empty() : tensor<2x4xf32>
  %empty = tensor.empty() : tensor<2x4x8xf32>
  %none = linalg.fill ins(%zero : f32) outs(%sums : tensor<2x4xf32>)
      -> tensor<2x4xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%scores : tensor<2x4x5xf32>)
      -> tensor<2x4x5xf32>
  %init = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x4x8xf32>)
      -> tensor<2x4x8xf32>
  %dots = linalg.generic {indexing_maps = [#query, #key, #score],
      iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%q, %k : tensor<2x4x8xf32>, tensor<2x5x8xf32>)
      outs(%zeros : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %ab = arith.mulf %a, %b : f32
    %sum = arith.addf %ab, %out : f32
    linalg.yield %sum : f32
  } -> tensor<2x4x5xf32>
  %s = linalg.generic {indexing_maps = [#all, #all, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%dots, %m : tensor<2x4x5xf32>, tensor<2x4x5xi1>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %c: i1, %out: f32):
    %h = arith.mulf %a, %half : f32
    %r = arith.select %c, %h, %low : f32
    linalg.yield %r : f32
  } -> tensor<2x4x5xf32>
  %e = math.exp %s : tensor<2x4x5xf32>
  %z = linalg.reduce ins(%e : tensor<2x4x5xf32>)
      outs(%none : tensor<2x4xf32>) dimensions = [2]
      (%a: f32, %out: f32) {
        %sum = arith.addf %a, %out : f32
        linalg.yield %sum : f32
      }
  %p = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%e, %z : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %w = arith.divf %a, %b : f32
    linalg.yield %w : f32
  } -> tensor<2x4x5xf32>
  %o = linalg.batch_matmul
      ins(%p, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
)mlir";

constexpr StringLiteral kAttention = R"mlir(
  %r = a3.attention ins(%q, %k, %v : tensor<2x4x8xf32>, tensor<2x5x8xf32>,
                                     tensor<2x5x8xf32>)
      mask(%m : tensor<2x4x5xi1>) outs(%empty : tensor<2x4x8xf32>)
      {scale = 0.5 : f32} -> tensor<2x4x8xf32>
)mlir";

class RaiseVerifierTest : public testing::Test {
protected:
  RaiseVerifierTest() : context(getRegistry()) {}

  static const DialectRegistry &getRegistry() {
    static const DialectRegistry registry = [] {
      DialectRegistry all;
      registerAllA3(all);
      RaiseVerifier::getDependentDialects(all);
      return all;
    }();
    return registry;
  }

  /// Compares `%o`, or what `code` calls so, with `%r`.
  RaiseVerdict compare(std::string code, RaiseVerifierOptions options = {},
                       StringRef original = "%o") {
    std::string text = kModel.str() + code + "  return " + original.str() +
                       ", %r : tensor<2x4x8xf32>, tensor<2x4x8xf32>\n}\n";
    ScopedDiagnosticHandler handler(
        &context, [&](Diagnostic &diagnostic) { message = diagnostic.str(); });
    context.loadAllAvailableDialects();
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(text, ParserConfig(&context));
    RaiseVerdict verdict;
    if (!module) {
      ADD_FAILURE() << message;
      return verdict;
    }
    auto model = module->lookupSymbol<func::FuncOp>("model");
    Operation *end = model.getBody().front().getTerminator();
    RaiseVerifier(&context, options)
        .compare(end->getOperand(0), end->getOperand(1), verdict);
    return verdict;
  }

  static std::string replace(StringRef text, StringRef from, StringRef to) {
    auto [before, after] = text.split(from);
    return (before + to + after).str();
  }

  MLIRContext context;
  std::string message;
};

TEST_F(RaiseVerifierTest, ProvesWhatIsRight) {
  RaiseVerdict verdict = compare(kAttention.str());
  EXPECT_TRUE(verdict.isProven());
  EXPECT_EQ(message, "");
}

TEST_F(RaiseVerifierTest, FindsAnotherScale) {
  RaiseVerdict verdict =
      compare(replace(kAttention, "scale = 0.5", "scale = 0.5001"));
  EXPECT_EQ(verdict.different, 1u);
  EXPECT_FALSE(verdict.isProven());
  EXPECT_TRUE(StringRef(message).starts_with(
      "raised attention differs from what it replaces: at [0, 0, 0] it is "))
      << message;
  EXPECT_TRUE(StringRef(message).ends_with(" (seed 1)")) << message;
}

TEST_F(RaiseVerifierTest, FindsTheMaskMissing) {
  EXPECT_EQ(
      compare(replace(kAttention, "mask(%m : tensor<2x4x5xi1>)", "")).different,
      1u);
}

TEST_F(RaiseVerifierTest, FindsOneMoreMask) {
  EXPECT_EQ(compare(replace(kAttention, "{scale", "{causal, scale")).different,
            1u);
}

TEST_F(RaiseVerifierTest, FindsTheMaskInverted) {
  RaiseVerdict verdict = compare(R"mlir(
  %true = arith.constant dense<true> : tensor<2x4x5xi1>
  %not = arith.xori %m, %true : tensor<2x4x5xi1>
)mlir" + replace(kAttention, "mask(%m", "mask(%not"));
  EXPECT_EQ(verdict.different, 1u);
}

TEST_F(RaiseVerifierTest, FindsKeysAndValuesSwapped) {
  EXPECT_EQ(compare(replace(kAttention, "%q, %k, %v", "%q, %v, %k")).different,
            1u);
}

TEST_F(RaiseVerifierTest, FindsQueriesInAnotherOrder) {
  RaiseVerdict verdict = compare(R"mlir(
  %t = linalg.generic {indexing_maps = [affine_map<(h, i, d) -> (h, 3 - i, d)>,
                                        #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%q : tensor<2x4x8xf32>) outs(%empty : tensor<2x4x8xf32>) {
  ^bb0(%a: f32, %out: f32):
    linalg.yield %a : f32
  } -> tensor<2x4x8xf32>
)mlir" + replace(kAttention, "%q, %k, %v", "%t, %k, %v"));
  EXPECT_EQ(verdict.different, 1u);
}

// The attention reads a copy of K that the model does not use: were the copy an
// input of its own, this would look like a difference.
TEST_F(RaiseVerifierTest, GoesBackToWhatBothSidesStartFrom) {
  RaiseVerdict verdict = compare(R"mlir(
  %c = arith.negf %k : tensor<2x5x8xf32>
  %d = arith.negf %c : tensor<2x5x8xf32>
)mlir" + replace(kAttention, "%q, %k, %v", "%q, %d, %v"));
  EXPECT_TRUE(verdict.isProven()) << message;
}

// What follows the attention starts from its own zero where a query has no key.
TEST_F(RaiseVerifierTest, LeavesOutQueriesWithoutKeys) {
  RaiseVerdict verdict = compare(R"mlir(
  %first = arith.constant dense<[[[false, false, false, false, false],
      [true, true, true, true, true], [true, true, true, true, true],
      [true, true, true, true, true]], [[true, true, true, true, true],
      [true, true, true, true, true], [true, true, true, true, true],
      [true, true, true, true, true]]]> : tensor<2x4x5xi1>
  %and = arith.andi %m, %first : tensor<2x4x5xi1>
  %z0 = linalg.generic {indexing_maps = [#all, #all, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%dots, %and : tensor<2x4x5xf32>, tensor<2x4x5xi1>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %c: i1, %out: f32):
    %h = arith.mulf %a, %half : f32
    %x = math.exp %h : f32
    %y = arith.select %c, %x, %zero : f32
    linalg.yield %y : f32
  } -> tensor<2x4x5xf32>
  %z1 = linalg.reduce ins(%z0 : tensor<2x4x5xf32>)
      outs(%none : tensor<2x4xf32>) dimensions = [2]
      (%a: f32, %out: f32) {
        %sum = arith.addf %a, %out : f32
        linalg.yield %sum : f32
      }
  %z2 = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%z0, %z1 : tensor<2x4x5xf32>, tensor<2x4xf32>)
      outs(%scores : tensor<2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %w = arith.divf %a, %b : f32
    linalg.yield %w : f32
  } -> tensor<2x4x5xf32>
  %o2 = linalg.batch_matmul
      ins(%z2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%init : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
)mlir" + replace(kAttention, "mask(%m", "mask(%and"),
                                 {}, "%o2");
  EXPECT_TRUE(verdict.isProven()) << message;
}

TEST_F(RaiseVerifierTest, DoesNotProveWhatCannotBeCompared) {
  RaiseVerdict verdict = compare(R"mlir(
  %false = arith.constant dense<false> : tensor<2x4x5xi1>
)mlir" + replace(kAttention, "mask(%m", "mask(%false"));
  EXPECT_EQ(verdict.failed, 1u);
  EXPECT_FALSE(verdict.isProven());
  EXPECT_EQ(message, "raised attention cannot be verified: no random inputs "
                     "give a result to compare");
}

TEST_F(RaiseVerifierTest, DoesNotProveWhatCannotBeComputed) {
  RaiseVerdict verdict = compare(kAttention.str() + R"mlir(
  %other = func.call @something(%z) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %o2 = linalg.generic {indexing_maps = [#all, #row, #all],
      iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%o, %other : tensor<2x4x8xf32>, tensor<2x4xf32>)
      outs(%empty : tensor<2x4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %w = arith.mulf %a, %b : f32
    linalg.yield %w : f32
  } -> tensor<2x4x8xf32>
)mlir",
                                 {}, "%o2");
  EXPECT_EQ(verdict.failed, 1u);
  EXPECT_EQ(message, "raised attention cannot be verified: 'func.call' cannot "
                     "be computed apart from the model");
}

TEST_F(RaiseVerifierTest, DoesNotComputeSoftmaxOfIntegers) {
  RaiseVerdict verdict = compare(kAttention.str() + R"mlir(
  %n = arith.extui %m : tensor<2x4x5xi1> to tensor<2x4x5xi32>
  %w = linalg.softmax dimension(2) ins(%n : tensor<2x4x5xi32>)
      outs(%n : tensor<2x4x5xi32>) -> tensor<2x4x5xi32>
  %w2 = arith.sitofp %w : tensor<2x4x5xi32> to tensor<2x4x5xf32>
  %o2 = linalg.batch_matmul
      ins(%w2, %v : tensor<2x4x5xf32>, tensor<2x5x8xf32>)
      outs(%o : tensor<2x4x8xf32>) -> tensor<2x4x8xf32>
)mlir",
                                 {}, "%o2");
  EXPECT_EQ(verdict.failed, 1u);
  EXPECT_EQ(message, "raised attention cannot be verified: 'linalg.softmax' "
                     "cannot be computed apart from the model");
}

TEST_F(RaiseVerifierTest, LeavesWhatIsTooLarge) {
  RaiseVerifierOptions options;
  options.maxOperations = 1000;
  RaiseVerdict verdict = compare(kAttention.str(), options);
  EXPECT_EQ(verdict.tooLarge, 1u);
  EXPECT_FALSE(verdict.isProven());
  EXPECT_TRUE(StringRef(message).starts_with(
      "attention not verified [too-large]: one trial takes "))
      << message;
}

TEST_F(RaiseVerifierTest, GivesTheSameForTheSameSeed) {
  std::string wrong = replace(kAttention, "scale = 0.5", "scale = 0.6");
  RaiseVerifierOptions options;
  options.seed = 7;
  compare(wrong, options);
  std::string first = message;
  compare(wrong, options);
  EXPECT_EQ(message, first);
  options.seed = 8;
  compare(wrong, options);
  EXPECT_NE(message, first);
}
} // namespace
