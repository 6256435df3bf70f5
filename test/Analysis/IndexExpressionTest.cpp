//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Analysis/IndexExpression.h"

#include "mlir/IR/BuiltinTypes.h"

#include <gtest/gtest.h>

using namespace mlir;
using namespace mlir::a3;

namespace {
IndexExpression of(Axis axis) { return IndexExpression::of(axis); }

// [batch, heads, queries, d] read from [batch * queries, heads * d].
TEST(AxisSpaceTest, ReshapesMeetInTheSameAtoms) {
  AxisSpace axes;
  Axis batch = axes.create(2), head = axes.create(3), query = axes.create(4),
       d = axes.create(8);
  auto read = axes.reshape({of(batch), of(query), of(head), of(d)},
                           /*result=*/{2, 4, 3, 8}, /*source=*/{8, 24});
  ASSERT_TRUE(read);
  EXPECT_EQ(axes.resolve((*read)[0]),
            axes.resolve(of(batch).scaled(4).plus(of(query))));
  EXPECT_EQ(axes.resolve((*read)[1]),
            axes.resolve(of(head).scaled(8).plus(of(d))));
}

TEST(AxisSpaceTest, ReshapeSplitsAnAxis) {
  AxisSpace axes;
  Axis batchOfHeads = axes.create(6), row = axes.create(5);
  auto read = axes.reshape({of(batchOfHeads), of(row)}, /*result=*/{6, 5},
                           /*source=*/{2, 3, 5});
  ASSERT_TRUE(read);
  SmallVector<Axis> atoms = axes.getAtoms(batchOfHeads);
  ASSERT_EQ(atoms.size(), 2u);
  EXPECT_EQ(axes.getSize(atoms[0]), 2);
  EXPECT_EQ(axes.getSize(atoms[1]), 3);
  EXPECT_EQ(axes.resolve((*read)[0]), of(atoms[0]));
  EXPECT_EQ(axes.resolve((*read)[1]), of(atoms[1]));
  EXPECT_EQ((*read)[2], of(row));
}

// 6 elements as 2 x 3 and as 3 x 2: no common atoms, but tables that lead back.
TEST(AxisSpaceTest, ReshapeAcrossAtomsAndBack) {
  AxisSpace axes;
  Axis a = axes.create(2), b = axes.create(3);
  auto across = axes.reshape({of(a), of(b)}, {2, 3}, {3, 2});
  ASSERT_TRUE(across);
  EXPECT_FALSE(axes.isAffine(across->front()));
  auto back = axes.reshape(*across, {3, 2}, {2, 3});
  ASSERT_TRUE(back);
  EXPECT_EQ(axes.resolve(back->front()), of(a));
  EXPECT_EQ(axes.resolve(back->back()), of(b));
}

static std::optional<IndexExpression> lookUp(AxisSpace &axes,
                                             const IndexExpression &index,
                                             ArrayRef<int64_t> entries) {
  return axes.tabulate(index,
                       [&](ArrayRef<int64_t> value) -> std::optional<int64_t> {
                         if (value[0] >= static_cast<int64_t>(entries.size()))
                           return std::nullopt;
                         return entries[value[0]];
                       });
}

TEST(AxisSpaceTest, PermutationAndItsInverseAreTheAxis) {
  AxisSpace axes;
  Axis row = axes.create(4);
  auto permuted = lookUp(axes, of(row), {2, 0, 3, 1});
  ASSERT_TRUE(permuted);
  EXPECT_FALSE(axes.isAffine(*permuted));
  EXPECT_TRUE(axes.dependsOn(*permuted, row));
  EXPECT_EQ(axes.getBase(*permuted), SmallVector<Axis>{row});
  EXPECT_EQ(lookUp(axes, *permuted, {1, 3, 0, 2}), of(row));
  EXPECT_EQ(lookUp(axes, of(row), {2, 0, 3, 1}), permuted);
}

TEST(AxisSpaceTest, TableThatEndsBeforeHasNoIndex) {
  AxisSpace axes;
  EXPECT_FALSE(lookUp(axes, of(axes.create(4)), {2, 0, 1}));
}

// The whole would be too large for a table.
TEST(AxisSpaceTest, SumsWithTablesAreDivided) {
  AxisSpace axes;
  Axis block = axes.create(1 << 30), row = axes.create(4);
  auto permuted = lookUp(axes, of(row), {2, 0, 3, 1});
  ASSERT_TRUE(permuted);
  auto parts = axes.divide(of(block).scaled(4).plus(*permuted), 4);
  ASSERT_TRUE(parts);
  EXPECT_EQ(axes.resolve(parts->first), of(block));
  EXPECT_EQ(axes.resolve(parts->second), axes.resolve(*permuted));
}

// A table does not say what its parts are: the quotient has one of its own.
TEST(AxisSpaceTest, TablesAreNotSplit) {
  AxisSpace axes;
  Axis row = axes.create(4);
  auto parts = axes.divide(*lookUp(axes, of(row), {2, 0, 3, 1}), 2);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->first, lookUp(axes, of(row), {1, 0, 1, 0}));
  EXPECT_EQ(parts->second, lookUp(axes, of(row), {0, 0, 1, 1}));
}

TEST(AxisSpaceTest, TablesUnifyByTheirEntries) {
  AxisSpace axes;
  Axis row = axes.create(4), other = axes.create(4);
  auto target = lookUp(axes, of(row), {2, 0, 3, 1});
  auto pattern = lookUp(axes, of(other), {2, 0, 3, 1});
  auto different = lookUp(axes, of(other), {2, 3, 0, 1});
  EXPECT_FALSE(axes.unify(*target, *different, other));
  EXPECT_TRUE(axes.unify(*target, *pattern, other));
  EXPECT_EQ(axes.resolve(of(other)), of(row));
}

TEST(AxisSpaceTest, SubstitutesPartsOfAnAxisAndIndicesOfTables) {
  AxisSpace axes;
  Axis local = axes.create(6), row = axes.create(2), inner = axes.create(3);
  ASSERT_TRUE(axes.divide(of(local), 3));
  IndexExpression merged = of(row).scaled(3).plus(of(inner));
  EXPECT_EQ(axes.substitute(of(local), {{local, merged}}), merged);
  auto entry = lookUp(axes, of(row), {5, 1});
  EXPECT_EQ(axes.substitute(*entry, {{row, IndexExpression::constant(1)}}),
            IndexExpression::constant(1));
  EXPECT_FALSE(axes.substitute(*lookUp(axes, of(inner), {4, 0, 1}),
                               {{inner, of(local)}}));
}

TEST(AxisSpaceTest, DynamicSizesAreNotReshaped) {
  AxisSpace axes;
  Axis a = axes.create(ShapedType::kDynamic);
  EXPECT_FALSE(axes.reshape({of(a)}, {ShapedType::kDynamic}, {2, 3}));
}

TEST(AxisSpaceTest, OffsetsOfSlicesAreDivided) {
  AxisSpace axes;
  Axis a = axes.create(4);
  auto parts = axes.divide(of(a).plus(IndexExpression::constant(8)), 4);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->first, IndexExpression::constant(2));
  EXPECT_EQ(parts->second, of(a));
  // 0..3 plus 6 crosses a multiple of 4.
  auto across = axes.divide(of(a).plus(IndexExpression::constant(6)), 4);
  ASSERT_TRUE(across);
  EXPECT_FALSE(axes.isAffine(across->first));
}

TEST(AxisSpaceTest, UnifiesOnlyBoundAxes) {
  AxisSpace axes;
  Axis row = axes.create(5), other = axes.create(5), query = axes.create(5);
  EXPECT_FALSE(axes.unify(of(row), of(query), {other}));
  EXPECT_TRUE(axes.unify(of(row), of(other), {other}));
  EXPECT_TRUE(axes.covers({other}, {row}));
  // What has been identified once is not renamed again.
  EXPECT_FALSE(axes.unify(of(query), of(other), {other}));
}

TEST(AxisSpaceTest, DifferentSizesDoNotUnify) {
  AxisSpace axes;
  Axis row = axes.create(5), longer = axes.create(6);
  EXPECT_FALSE(axes.unify(of(row), of(longer), {longer}));
}

TEST(AxisSpaceTest, RollbackForgetsBindings) {
  AxisSpace axes;
  Axis row = axes.create(5), other = axes.create(5);
  AxisSpace::Checkpoint start = axes.checkpoint();
  ASSERT_TRUE(axes.unify(of(row), of(other), {other}));
  axes.rollback(start);
  EXPECT_FALSE(axes.covers({other}, {row}));
}
} // namespace
