//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Target/Program/TranslateSites.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::a3isa;

namespace {

constexpr llvm::StringLiteral site = R"(
  a3isa.site @NAME scale = 0.5 formats = dense<[[1.0, 2.0, 3.0, 4.0]]>
      : tensor<1x4xf32> {
    a3isa.set_shape rows = 6, depth = 8, value_depth = 8
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 8, pitch = 32
    a3isa.load_query rows = 1, columns = 8 signal(compute)
    a3isa.attend queries = 1 wait(load) signal(store)
    a3isa.store_output rows = 1, columns = 8 wait(compute)
  }
)";

std::string named(StringRef name) {
  std::string text = site.str();
  text.replace(text.find("NAME"), 4, name.str());
  return text;
}

/// A function that launches a site; `batch` comes before all shapes.
std::string launch(StringRef name, StringRef batch = "") {
  std::string one = ("memref<" + batch + "1x8xf32>").str();
  std::string six = ("memref<" + batch + "6x8xf32>").str();
  return "func.func private @use_" + name.str() + batch.str() + "(%q: " + one +
         ", %k: " + six + ", %o: " + one + ") {\n  a3isa.launch @" +
         name.str() + " ins(%q, %k, %k : " + one + ", " + six + ", " + six +
         ") outs(%o : " + one + ")\n  return\n}\n";
}

class TranslateSitesTest : public testing::Test {
protected:
  TranslateSitesTest() {
    context.loadDialect<A3ISADialect, func::FuncDialect>();
  }

  FailureOr<std::vector<::a3::Site>> translate(const std::string &text) {
    module = parseSourceString<ModuleOp>(text, &context, "model.mlir");
    EXPECT_TRUE(module);
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      if (error.empty())
        error = diagnostic.str();
      return success();
    });
    return translateSites(*module);
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
  std::string error;
};

TEST_F(TranslateSitesTest, SitesComeInTheirOrderInTheModule) {
  auto sites = translate(launch("b") + named("a") + named("b") + launch("a"));
  ASSERT_TRUE(succeeded(sites));
  ASSERT_EQ(sites->size(), 2u);
  EXPECT_EQ((*sites)[0].name, "a");
  EXPECT_EQ((*sites)[1].name, "b");
  auto numbers = numberSites(*module);
  EXPECT_EQ(numbers.at(StringAttr::get(&context, "a")), 0);
  EXPECT_EQ(numbers.at(StringAttr::get(&context, "b")), 1);
}

TEST_F(TranslateSitesTest, SiteHoldsWhatTheStreamDoesNotSay) {
  auto sites = translate(named("a") + launch("a"));
  ASSERT_TRUE(succeeded(sites));
  const ::a3::Site &first = sites->front();
  EXPECT_EQ(first.heads, 1);
  EXPECT_EQ(first.rows, 6);
  EXPECT_EQ(first.mask, "none");
  EXPECT_EQ(first.scale, 0.5);
  EXPECT_EQ(first.formats, (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(first.key.sizes, (std::vector<int64_t>{6, 8}));
  EXPECT_EQ(first.key.strides, (std::vector<int64_t>{8, 1}));
  EXPECT_EQ(first.key.bytes, 6 * 8 * 4);
  EXPECT_EQ(first.query.strides, (std::vector<int64_t>{0, 1}));
  EXPECT_TRUE(first.maskRows.sizes.empty());
  ASSERT_EQ(first.stream.size(), 6u);
  EXPECT_EQ(first.stream[1].opcode, ::a3::isa::Opcode::LoadKey);
}

TEST_F(TranslateSitesTest, RefusesASiteThatNobodyLaunches) {
  EXPECT_TRUE(failed(translate(named("a"))));
  EXPECT_NE(error.find("has no launch"), std::string::npos) << error;
}

TEST_F(TranslateSitesTest, RefusesLaunchesOfOtherLayouts) {
  EXPECT_TRUE(failed(translate(named("a") + launch("a") + launch("a", "1x"))));
  EXPECT_NE(error.find("other sizes or strides"), std::string::npos) << error;
}

} // namespace
