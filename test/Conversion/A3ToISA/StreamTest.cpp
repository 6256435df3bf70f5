//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Lowers attentions to streams, runs them in binary32 and compares with a naive
// softmax(scale * q * K^T) * V.

#include "a3/Conversion/A3ToISA/Offload.h"
#include "a3/Conversion/A3ToISA/Passes.h"
#include "a3/Dialect/A3ISA/IR/A3ISA.h"
#include "a3/Program/Check.h"
#include "a3/Simulator/Simulator.h"
#include "a3/Target/Program/TranslateSites.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/Pass/PassManager.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <unistd.h>

using namespace mlir;
using namespace mlir::a3;
using ::a3::Machine;
using ::a3::Site;

namespace {

struct Problem {
  SmallVector<int64_t> batch;
  int64_t queries = 1, rows = 1, depth = 1, valueDepth = 1;
  /// Whether the batch size of K, V and the mask is 1 in a dimension.
  SmallVector<bool> broadcast;
  bool bitmap = false, oneMaskRow = false, causal = false;
  int64_t causalOffset = 0;
  /// Heads lie beside each other in a row, as (batch, rows, heads * columns).
  bool headsInRows = false;
  int64_t padding = 0;
};

MemRefType getType(MLIRContext &context, const Problem &problem, int64_t rows,
                   int64_t columns, bool mayBroadcast, Type element) {
  SmallVector<int64_t> sizes;
  for (auto [index, size] : llvm::enumerate(problem.batch)) {
    bool one =
        mayBroadcast && !problem.broadcast.empty() && problem.broadcast[index];
    sizes.push_back(one ? 1 : size);
  }
  sizes.append({rows, columns});
  auto order = llvm::to_vector(llvm::seq<unsigned>(0, sizes.size() - 1));
  if (problem.headsInRows && sizes.size() > 2)
    std::swap(order.end()[-1], order.end()[-2]);
  SmallVector<int64_t> strides(sizes.size(), 1);
  int64_t next = columns + problem.padding;
  for (unsigned dim : llvm::reverse(order)) {
    strides[dim] = next;
    next *= sizes[dim];
  }
  auto layout = StridedLayoutAttr::get(&context, ShapedType::kDynamic, strides);
  return MemRefType::get(sizes, element, layout);
}

/// Query, key, value, mask or null, output.
using Types = std::array<MemRefType, 5>;

Types getTypes(MLIRContext &context, const Problem &problem) {
  Type f32 = Float32Type::get(&context);
  Type i1 = IntegerType::get(&context, 1);
  auto get = [&](int64_t rows, int64_t columns, bool mayBroadcast, Type type) {
    return getType(context, problem, rows, columns, mayBroadcast, type);
  };
  return {get(problem.queries, problem.depth, false, f32),
          get(problem.rows, problem.depth, true, f32),
          get(problem.rows, problem.valueDepth, true, f32),
          problem.bitmap ? get(problem.oneMaskRow ? 1 : problem.queries,
                               problem.rows, true, i1)
                         : MemRefType(),
          get(problem.queries, problem.valueDepth, false, f32)};
}

constexpr float scale = 0.3125f;

class StreamTest : public testing::Test {
protected:
  StreamTest() {
    context.loadDialect<A3Dialect, a3isa::A3ISADialect, func::FuncDialect>();
  }

  OwningOpRef<ModuleOp> build(const Types &types, const Problem &problem) {
    OpBuilder b(&context);
    Location loc = FileLineColLoc::get(&context, "model.mlir", 7, 3);
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    b.setInsertionPointToStart(module->getBody());
    SmallVector<Type> inputs;
    for (MemRefType type : types)
      if (type)
        inputs.push_back(type);
    auto function =
        func::FuncOp::create(b, loc, "f", b.getFunctionType(inputs, {}));
    Block *entry = function.addEntryBlock();
    b.setInsertionPointToStart(entry);
    auto arguments = entry->getArguments();
    OperationState state(loc, AttentionOp::getOperationName());
    state.addOperands(arguments);
    // Query, key, value, mask, what there is none of, and output.
    auto &segments =
        state.getOrAddProperties<AttentionOp::Properties>().operandSegmentSizes;
    segments.fill(0);
    llvm::fill(MutableArrayRef(segments).take_front(3), 1);
    segments[3] = problem.bitmap ? 1 : 0;
    segments.back() = 1;
    state.addAttribute("scale", b.getF32FloatAttr(scale));
    if (problem.causal) {
      state.addAttribute("causal", b.getUnitAttr());
      state.addAttribute("causal_offset",
                         b.getI64IntegerAttr(problem.causalOffset));
    }
    b.create(state);
    func::ReturnOp::create(b, loc);
    return module;
  }

  /// Lowers and translates; the stream must pass the check of programs.
  Site lower(ModuleOp module, const std::string &machineFile,
             const Machine &machine) {
    PassManager manager(&context);
    manager.addPass(createConvertA3ToISA({machineFile}));
    EXPECT_TRUE(succeeded(manager.run(module)));
    FailureOr<std::vector<Site>> sites = a3isa::translateSites(module);
    EXPECT_TRUE(succeeded(sites));
    if (failed(sites) || sites->size() != 1) {
      ADD_FAILURE() << "not lowered";
      return {};
    }
    ::a3::Program program;
    program.machine = ::a3::builtinMachineText();
    program.sites = *sites;
    auto metadata = ::a3::checkMetadata(program);
    EXPECT_TRUE(metadata.has_value()) << metadata.error().message;
    auto checked = ::a3::checkStreams(program, machine);
    EXPECT_TRUE(checked.has_value()) << checked.error().message;
    return sites->front();
  }

  MLIRContext context;
};

/// Memory of one problem: random operands, results that nobody wrote.
class Memory {
public:
  Memory(const Types &types, const Site &site) : types(types) {
    std::array<int64_t, ::a3::numSlots> sizes = ::a3::slotSizes(site);
    for (size_t slot = 0; slot < sizes.size(); ++slot)
      bytes[slot].resize(size_t(sizes[slot]));
    for (auto slot : {::a3::Slot::Query, ::a3::Slot::Key, ::a3::Slot::Value})
      for (float &element : floats(slot))
        element = distribution(random);
    for (uint8_t &byte : at(::a3::Slot::Mask))
      byte = random() % 3 != 0;
    for (float &element : floats(::a3::Slot::Output))
      element = unwritten;
    float record[] = {scale, 1, 1, 1};
    for (int64_t head = 0; head < site.heads; ++head)
      std::memcpy(at(::a3::Slot::Format).data() + head * sizeof(record), record,
                  sizeof(record));
  }

  std::vector<::a3::Memory> slots() {
    return std::vector<::a3::Memory>(bytes.begin(), bytes.end());
  }

  /// Compares every element of the output slot with the naive result, and what
  /// lies between the rows with what was there before.
  void expectAttention(const Problem &problem);

private:
  static constexpr float unwritten = 12345;

  std::vector<uint8_t> &at(::a3::Slot slot) { return bytes[size_t(slot)]; }
  std::span<float> floats(::a3::Slot slot) {
    return {reinterpret_cast<float *>(at(slot).data()),
            at(slot).size() / sizeof(float)};
  }

  /// The first element of a head's rows; sizes of 1 are broadcast.
  static int64_t offset(MemRefType type, ArrayRef<int64_t> head) {
    auto [strides, start] = type.getStridesAndOffset();
    int64_t result = 0;
    for (auto [dim, index] : llvm::enumerate(head))
      if (type.getDimSize(dim) != 1)
        result += index * strides[dim];
    return result;
  }
  static int64_t pitch(MemRefType type) {
    return type.getShape().end()[-2] == 1
               ? 0
               : type.getStridesAndOffset().first.end()[-2];
  }

  bool admits(const Problem &problem, ArrayRef<int64_t> head, int64_t query,
              int64_t row);
  void computeRow(const Problem &problem, ArrayRef<int64_t> head, int64_t query,
                  std::vector<float> &expected);

  const Types &types;
  std::array<std::vector<uint8_t>, ::a3::numSlots> bytes;
  std::mt19937 random{7};
  std::uniform_real_distribution<float> distribution{-2, 2};
};

bool Memory::admits(const Problem &problem, ArrayRef<int64_t> head,
                    int64_t query, int64_t row) {
  if (problem.causal && row > query + problem.causalOffset)
    return false;
  if (!problem.bitmap)
    return true;
  MemRefType type = types[3];
  return at(
      ::a3::Slot::Mask)[size_t(offset(type, head) + query * pitch(type) + row)];
}

void Memory::computeRow(const Problem &problem, ArrayRef<int64_t> head,
                        int64_t query, std::vector<float> &expected) {
  const float *q = floats(::a3::Slot::Query).data() + offset(types[0], head) +
                   query * pitch(types[0]);
  const float *k = floats(::a3::Slot::Key).data() + offset(types[1], head);
  const float *v = floats(::a3::Slot::Value).data() + offset(types[2], head);
  std::vector<double> weights(size_t(problem.rows), 0);
  double sum = 0;
  for (int64_t row = 0; row < problem.rows; ++row) {
    if (!admits(problem, head, query, row))
      continue;
    double score = 0;
    for (int64_t i = 0; i < problem.depth; ++i)
      score += double(q[i]) * k[row * pitch(types[1]) + i];
    sum += weights[size_t(row)] = std::exp(scale * score);
  }
  float *out =
      expected.data() + offset(types[4], head) + query * pitch(types[4]);
  for (int64_t column = 0; column < problem.valueDepth; ++column) {
    double result = 0;
    for (int64_t row = 0; row < problem.rows; ++row)
      result += weights[size_t(row)] * v[row * pitch(types[2]) + column];
    out[column] = sum > 0 ? float(result / sum) : 0;
  }
}

void Memory::expectAttention(const Problem &problem) {
  std::span<float> results = floats(::a3::Slot::Output);
  std::vector<float> expected(results.size(), unwritten);
  SmallVector<int64_t> head(problem.batch.size(), 0);
  int64_t heads = llvm::product_of(problem.batch);
  for (int64_t number = 0; number < heads; ++number) {
    int64_t rest = number;
    for (size_t dim = head.size(); dim-- > 0; rest /= problem.batch[dim])
      head[dim] = rest % problem.batch[dim];
    for (int64_t query = 0; query < problem.queries; ++query)
      computeRow(problem, head, query, expected);
  }
  for (size_t i = 0; i < expected.size(); ++i)
    ASSERT_NEAR(results[i], expected[i], 1e-4) << "element " << i;
}

/// A machine so small that little problems have blocks and tiles: 8 rows of 4
/// elements, 6 queries, 2 places in a queue.
std::string smallMachineText() {
  std::string text(::a3::builtinMachineText());
  auto change = [&](const std::string &from, const std::string &to) {
    size_t at = text.find("\n" + from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at + 1, from.size(), to);
  };
  change("rows: 320", "rows: 8");
  change("lanes: 64", "lanes: 4");
  change("  query_rows: 64", "  query_rows: 6");
  change("  queue_depth: 16", "  queue_depth: 2");
  return text;
}

class SmallMachineTest : public StreamTest {
protected:
  // Tests run side by side, so each has a file of its own.
  SmallMachineTest()
      : file(testing::TempDir() + "small-machine-" + std::to_string(getpid()) +
             ".yaml") {
    std::string text = smallMachineText();
    std::ofstream(file) << text;
    machine = *::a3::parseMachine(text);
  }
  ~SmallMachineTest() override { std::remove(file.c_str()); }

  void expectAttention(const Problem &problem) {
    Types types = getTypes(context, problem);
    OwningOpRef<ModuleOp> module = build(types, problem);
    Site site = lower(*module, file, machine);
    Memory memory(types, site);
    auto ran = ::a3::simulate(site.stream, memory.slots(), machine,
                              ::a3::Arithmetic::Float);
    ASSERT_TRUE(ran.has_value()) << ran.error().message;
    EXPECT_EQ(ran->queries % problem.queries, 0);
    memory.expectAttention(problem);
  }

  std::string file;
  Machine machine;
};

TEST_F(SmallMachineTest, OneQuery) {
  expectAttention({.queries = 1, .rows = 5, .depth = 4, .valueDepth = 3});
}

TEST_F(SmallMachineTest, BlocksOfQueriesWithARest) {
  for (int64_t queries : {6, 7, 11, 12, 13, 18, 19, 24, 25, 31})
    expectAttention(
        {.queries = queries, .rows = 5, .depth = 4, .valueDepth = 3});
}

TEST_F(SmallMachineTest, TilesOfRowsWithARest) {
  for (int64_t rows : {8, 9, 15, 16, 17, 24, 25, 32, 33, 41, 65})
    for (int64_t queries : {1, 7, 13})
      expectAttention(
          {.queries = queries, .rows = rows, .depth = 4, .valueDepth = 4});
}

TEST_F(SmallMachineTest, RowsOfSeveralLines) {
  for (int64_t depth : {5, 8, 9, 17, 24})
    for (int64_t valueDepth : {1, 4, 12, 24})
      expectAttention({.batch = {2},
                       .queries = 5,
                       .rows = 9,
                       .depth = depth,
                       .valueDepth = valueDepth});
}

TEST_F(SmallMachineTest, OddBatchesAlternateBanksAcrossLoops) {
  // Padding keeps the dimensions from being joined into one loop.
  for (int64_t queries : {3, 7, 13})
    for (int64_t rows : {5, 17})
      for (auto [outer, inner] : {std::pair(3, 5), {3, 2}, {2, 3}, {3, 3}})
        expectAttention({.batch = {outer, inner},
                         .queries = queries,
                         .rows = rows,
                         .depth = 4,
                         .valueDepth = 4,
                         .headsInRows = true});
}

TEST_F(SmallMachineTest, Masks) {
  for (int64_t queries : {1, 5, 7, 13})
    for (int64_t rows : {7, 9, 25, 40})
      for (int kind = 0; kind < 8; ++kind)
        expectAttention({.batch = {3},
                         .queries = queries,
                         .rows = rows,
                         .depth = 4,
                         .valueDepth = 4,
                         .broadcast = {kind % 4 == 1},
                         .bitmap = kind % 4 != 0,
                         .oneMaskRow = kind % 4 == 2,
                         .causal = kind >= 4,
                         .causalOffset = rows - queries - 2});
}

TEST_F(SmallMachineTest, AnyMixture) {
  std::mt19937 random(11);
  auto pick = [&](int64_t least, int64_t most) {
    return least + int64_t(random() % uint32_t(most - least + 1));
  };
  int accepted = 0;
  for (int trial = 0; trial < 400; ++trial) {
    Problem problem;
    for (int64_t dim = pick(0, 3); dim > 0; --dim) {
      problem.batch.push_back(pick(1, 4));
      problem.broadcast.push_back(pick(0, 3) == 0);
    }
    problem.queries = pick(1, 20);
    problem.rows = pick(1, 45);
    problem.depth = pick(1, 12);
    problem.valueDepth = pick(1, 12);
    problem.bitmap = pick(0, 1);
    problem.oneMaskRow = pick(0, 1);
    problem.causal = pick(0, 1);
    problem.causalOffset = problem.causal ? pick(-3, problem.rows) : 0;
    problem.headsInRows = pick(0, 1);
    problem.padding = pick(0, 2);
    Types types = getTypes(context, problem);
    OwningOpRef<ModuleOp> module = build(types, problem);
    std::optional<OffloadRefusal> refusal;
    module->walk([&](AttentionOp op) { refusal = checkOffload(op, machine); });
    if (refusal) {
      EXPECT_EQ(getRemark(refusal->reason).name, "too-many-loops");
      continue;
    }
    ++accepted;
    expectAttention(problem);
    if (HasFailure())
      FAIL() << "in trial " << trial;
  }
  EXPECT_GT(accepted, 350);
}

class BuiltinMachineTest : public StreamTest {
protected:
  Site lower(const Problem &problem) {
    types = getTypes(context, problem);
    OwningOpRef<ModuleOp> module = build(types, problem);
    return StreamTest::lower(*module, "a3-hpca20", machine);
  }

  Machine machine = *::a3::parseMachine(::a3::builtinMachineText());
  Types types;
};

TEST_F(BuiltinMachineTest, SiteSaysWhatItComputes) {
  Site site = lower({.batch = {2, 12},
                     .queries = 100,
                     .rows = 128,
                     .depth = 32,
                     .valueDepth = 16,
                     .bitmap = true,
                     .oneMaskRow = true,
                     .causal = true,
                     .headsInRows = true});
  EXPECT_EQ(site.name, "attention");
  EXPECT_EQ(site.location, "model.mlir:7:3");
  EXPECT_EQ(site.heads, 24);
  EXPECT_EQ(site.queries, 100);
  EXPECT_EQ(site.rows, 128);
  EXPECT_EQ(site.depth, 32);
  EXPECT_EQ(site.valueDepth, 16);
  EXPECT_EQ(site.mask, "bitmap+causal");
  EXPECT_EQ(site.scale, scale);
  EXPECT_EQ(site.query.sizes, (std::vector<int64_t>{2, 12, 100, 32}));
  EXPECT_EQ(site.query.strides, (std::vector<int64_t>{38400, 32, 384, 1}));
  EXPECT_EQ(site.query.bytes, 2 * 38400 * 4);
  EXPECT_EQ(site.maskRows.sizes, (std::vector<int64_t>{2, 12, 100, 128}));
  EXPECT_EQ(site.maskRows.strides, (std::vector<int64_t>{1536, 128, 0, 1}));
}

TEST_F(BuiltinMachineTest, LengthDoesNotDependOnCounts) {
  Problem few = {.batch = {2, 4},
                 .queries = 10 * 64,
                 .rows = 4 * 320,
                 .depth = 64,
                 .valueDepth = 64,
                 .headsInRows = true};
  Problem many = few;
  many.batch = {9, 32};
  many.queries = 16 * 64;
  many.rows = 10 * 320;
  EXPECT_EQ(lower(few).stream.size(), lower(many).stream.size());
}

TEST_F(BuiltinMachineTest, NextHeadLoadsWhilePresentOneComputes) {
  Problem problem = {
      .batch = {8}, .queries = 64, .rows = 320, .depth = 64, .valueDepth = 64};
  Site site = lower(problem);
  Memory memory(types, site);
  auto ran = ::a3::simulate(site.stream, memory.slots(), machine,
                            ::a3::Arithmetic::Float);
  ASSERT_TRUE(ran.has_value()) << ran.error().message;
  // Only the loads of the first head and the store of the last one are not
  // hidden behind the pipeline.
  int64_t keysAndValues = 2 * 320 * 64 * 4 / machine.portBytes;
  int64_t queries = 64 * 64 * 4 / machine.portBytes;
  int64_t exposed = keysAndValues + 2 * queries + 2 * machine.portLatency;
  EXPECT_GT(ran->full.cycles, ran->paper.cycles);
  EXPECT_LT(ran->full.cycles, ran->paper.cycles + exposed + 100);
}

} // namespace
