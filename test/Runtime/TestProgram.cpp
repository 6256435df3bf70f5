//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestProgram.h"

#include "a3/ISA/Assembly.h"
#include "a3/Support/Files.h"

#include <algorithm>
#include <stdexcept>

using namespace a3;

static std::string text(int64_t value) { return std::to_string(value); }

/// One head after the other, one block of queries after the other: every queue
/// waits for the one before.
static std::string streamText(int64_t batch, int64_t heads, int64_t rows,
                              int64_t depth) {
  int64_t pitch = heads * depth * 4, block = std::min<int64_t>(rows, 64);
  std::string result;
  auto address = [&](const std::string &stream, Slot slot,
                     std::array<int64_t, 3> strides) {
    result +=
        "set_address stream=" + stream + ", slot=" + text(int64_t(slot)) + "\n";
    for (size_t level = 0; level < strides.size(); ++level)
      result += "set_stride stream=" + stream +
                ", level=" + text(int64_t(level)) +
                ", bytes=" + text(strides[level]) + "\n";
  };
  address("query", Slot::Query, {rows * pitch, depth * 4, block * pitch});
  address("output", Slot::Output, {rows * pitch, depth * 4, block * pitch});
  address("key", Slot::Key, {rows * pitch, depth * 4, 0});
  address("value", Slot::Value, {rows * pitch, depth * 4, 0});
  address("format", Slot::Format, {heads * 16, 16, 0});
  auto transfer = [&](const char *name, int64_t count) {
    return std::string(name) + " rows=" + text(count) +
           ", columns=" + text(depth) + ", pitch=" + text(pitch);
  };
  return result + "set_shape rows=" + text(rows) + ", depth=" + text(depth) +
         ", value_depth=" + text(depth) + "\n" +
         "loop level=0, count=" + text(batch) + ", length=9\n" +
         "loop level=1, count=" + text(heads) + ", length=8\n" +
         "load_format\n" + transfer("load_key", rows) + "\n" +
         transfer("load_value", rows) + "\n" +
         "loop level=2, count=" + text(rows / block) + ", length=4\n" +
         transfer("load_query", block) + " signal(compute)\n" +
         "attend queries=" + text(block) + " wait(load) signal(store)\n" +
         transfer("store_output", block) + " wait(compute) signal(load)\n" +
         "sync_load wait(store)\n";
}

Site test::attentionSite(int64_t batch, int64_t heads, int64_t rows,
                         int64_t depth) {
  Site site;
  site.name = "site";
  site.location = "model.mlir:7:3";
  site.rows = site.queries = rows;
  site.depth = site.valueDepth = depth;
  site.heads = batch * heads;
  site.mask = "none";
  site.scale = 0.25;
  int64_t width = heads * depth;
  site.query = {{batch, heads, rows, depth},
                {rows * width, depth, width, 1},
                batch * rows * width * 4};
  site.key = site.value = site.output = site.query;
  auto stream = isa::assemble(streamText(batch, heads, rows, depth));
  if (!stream)
    throw std::runtime_error(stream.error().render("stream"));
  site.stream = std::move(*stream);
  return site;
}

Program test::testProgram() {
  Program program;
  program.machine = builtinMachineText();
  program.entry = "main";
  program.inputs = {{"mode", "i32", {1}}, {"x", "f32", {2, 4, 16}}};
  program.outputs = {{"y", "f32", {2, 4, 16}}};
#if defined(__aarch64__)
  program.target = "aarch64";
#else
  program.target = "x86-64";
#endif
  program.sites = {attentionSite(2, 2, 4, 8)};
  program.scratchBytes = testElements * 4;
  return program;
}

std::vector<float> test::testWeights() {
  std::vector<float> weights(testElements);
  for (size_t i = 0; i < weights.size(); ++i)
    weights[i] = float(i + 1) / 4;
  return weights;
}

Expected<void> test::writeTestProgram(const Program &program,
                                      const std::string &module,
                                      const std::string &path) {
  Expected<InputFile> object = InputFile::open(module);
  if (!object)
    return tl::unexpected(object.error());
  std::vector<float> weights = testWeights();
  WeightBlock block{0,
                    {reinterpret_cast<const uint8_t *>(weights.data()),
                     weights.size() * sizeof(float)}};
  return writeProgram(program, object->bytes(), {&block, 1}, path);
}
