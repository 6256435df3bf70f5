//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Conversion/A3ToISA/Offload.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::a3;

namespace {

/// The refusal's description for one attention on tensors, or "".
std::string check(const std::string &query, const std::string &key,
                  const std::string &attributes = "") {
  MLIRContext context;
  context.loadDialect<A3Dialect, func::FuncDialect>();
  std::string q = "tensor<" + query + ">", k = "tensor<" + key + ">";
  std::string text = "func.func @f(%q: " + q + ", %k: " + k + ") -> " + q +
                     " {\n  %0 = a3.attention ins(%q, %k, %k : " + q + ", " +
                     k + ", " + k + ") outs(%q : " + q + ") {" + attributes +
                     "} -> " + q + "\n  return %0 : " + q + "\n}";
  auto module = parseSourceString<ModuleOp>(text, &context);
  EXPECT_TRUE(module);
  std::optional<OffloadRefusal> refusal;
  auto machine = ::a3::parseMachine(::a3::builtinMachineText());
  module->walk([&](AttentionOp op) { refusal = checkOffload(op, *machine); });
  return refusal ? refusal->describe() : "";
}

TEST(OffloadTest, AcceptsWhatFitsBeforeBufferization) {
  EXPECT_EQ(check("2x12x128x32xf32", "2x12x128x32xf32"), "");
  EXPECT_EQ(check("1x2x1x3x128x32xf32", "1x2x1x3x4000x32xf32"), "");
}

TEST(OffloadTest, AcceptsSizesThatOnlyTheLaunchKnows) {
  EXPECT_EQ(check("?x12x?x32xf32", "?x12x?x32xf32"), "");
  EXPECT_EQ(check("?x12x?x5000xf32", "?x12x?x5000xf32"),
            "row-too-wide: one row does not fit into a bank (5000 columns)");
}

TEST(OffloadTest, AcceptsApproximation) {
  EXPECT_EQ(check("2x8x32xf32", "2x128x32xf32",
                  "approximation = #a3.approximation<m = 64, t = 100.0>"),
            "");
}

TEST(OffloadTest, NamesTheReason) {
  EXPECT_EQ(check("2x8x?xf32", "2x128x?xf32"),
            "dynamic-shape: a size is not known at compile time (query is "
            "tensor<2x8x?xf32>)");
  EXPECT_EQ(check("2x8x32xbf16", "2x128x32xbf16"),
            "element-type: the machine reads and writes f32 only (bf16)");
  EXPECT_EQ(check("2x8x32xf32", "2x128x32xf32",
                  "approximation = #a3.approximation<m = 64, t = 5.0001>"),
            "approximation: m needs more than 32 bits, or t is not a multiple "
            "of 0.001 percent (m = 64, t = 5.0001)");
}

TEST(OffloadTest, DoesNotCountOnJoinedLoopsOfTensors) {
  // Three loops over heads, one over blocks, one over tiles.
  EXPECT_EQ(check("2x3x4x128x32xf32", "2x3x4x4000x32xf32"),
            "too-many-loops: the fetch unit has too few loop levels for the "
            "batch dimensions (5 levels)");
}

} // namespace
