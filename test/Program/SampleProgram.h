//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_PROGRAM_SAMPLEPROGRAM_H
#define A3_TEST_PROGRAM_SAMPLEPROGRAM_H

#include "a3/ISA/Assembly.h"
#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

namespace a3::test {

inline OperandInfo dense(int64_t heads, int64_t rows, int64_t columns,
                         int64_t elementBytes = 4) {
  return {{heads, rows, columns},
          {rows * columns, columns, 1},
          heads * rows * columns * elementBytes};
}

/// A site of any batch, queries and rows, with a mask that the heads share.
inline Site openSite() {
  Site site;
  site.name = "open";
  site.location = "model.mlir:9:3";
  site.rows = site.heads = site.queries = unknownSize;
  site.depth = 4;
  site.valueDepth = 6;
  site.mask = "bitmap+causal";
  site.causalOffset = -2;
  site.scale = 0.5;
  site.approximations = {{0, 5, 2}};
  site.query = {{unknownSize, 2, unknownSize, 4}, {unknownSize, 4, 8, 1}, 0};
  site.key = site.query;
  site.value = {{unknownSize, 2, unknownSize, 6}, {unknownSize, 6, 12, 1}, 0};
  site.maskRows = {{unknownSize, 2, unknownSize, unknownSize},
                   {unknownSize, 0, unknownSize, 1},
                   0};
  site.output = site.value;
  return site;
}

/// Two sites of two heads, one of them with a mask.
inline Program sampleProgram() {
  Site site{"attention_0", "model.mlir:7:3", 8, 4, 6, 2, 3, "bitmap", 0.1};
  site.query = dense(2, 3, 4);
  site.key = dense(2, 8, 4);
  site.value = dense(2, 8, 6);
  site.maskRows = dense(2, 3, 8, 1);
  // Broadcast over the heads.
  site.maskRows.strides[0] = 0;
  site.output = dense(2, 3, 6);
  site.formats = {1, 2, 3, 0.1f, 5, 6, 7, 8};
  site.places = {{"key", "layers/key.py:4:5"}, {"mask", "model.mlir:2:1"}};
  site.stream = *isa::assemble("set_address stream=key, slot=1\n"
                               "load_key rows=8, columns=4, pitch=16");
  Site second = site;
  second.name = "attention_1";
  second.approximations = {{4, 2.5}};
  second.mask = "none";
  second.maskRows = {};
  second.stream.clear();
  Program program{std::string(builtinMachineText()),
                  "main",
                  {{"ids", "i64", {2, 128}},
                   {"", "f32", {}},
                   {"x", "f32", {unknownSize, 8}}},
                  {{"out", "f32", {2, 384}}},
                  "x86-64-v3",
                  {site, second},
                  4096};
  return program;
}

} // namespace a3::test

#endif // A3_TEST_PROGRAM_SAMPLEPROGRAM_H
