//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Host code for tests, as a compiled model would have it: `mode` chooses what
// it does with `x`.
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/HostInterface.h"

using namespace a3;

namespace {

constexpr int64_t elements = 2 * 4 * 16;

enum Mode : int32_t {
  Add,          // y = x + weights
  Fail,         // fails at once
  FailInLoop,   // fails for every index from 37 on
  Attend,       // y = attention(x, x, x)
  AttendInLoop, // launches from a parallel loop
  Multiply,     // y = x (8 x 16) * weights (16 x 8, transposed), rest as it was
  LaunchWrong,  // launches a site that does not exist
  Nested,       // like Add, with a loop in a loop
  // Of a program with an open second size of x and y:
  Sized,        // y = x, by way of an intermediate tensor
  MakesNothing, // never makes y
  MakesOther,   // makes y in sizes that its type does not allow
  TooLarge,     // an intermediate tensor of more bytes than can be counted
  Negative      // one of a negative size
};

struct State {
  const HostInterface *host;
  const float *x;
  float *y;
  const float *weights;
  float *scratch;
};

void copyToScratch(void *state, int64_t index) {
  auto &s = *static_cast<State *>(state);
  s.scratch[index] = s.x[index];
}

void addWeight(void *state, int64_t index) {
  auto &s = *static_cast<State *>(state);
  s.y[index] = s.scratch[index] + s.weights[index];
}

void failFrom37(void *state, int64_t index) {
  auto &s = *static_cast<State *>(state);
  char message[] = "index 00 is out of bounds";
  message[6] = char('0' + index / 10 % 10);
  message[7] = char('0' + index % 10);
  if (index >= 37)
    s.host->fail(s.host->context, message);
}

void launch(State &s, int64_t site) {
  auto *x = const_cast<float *>(s.x);
  void *const operands[] = {x, x, x, nullptr, s.y};
  s.host->launch(s.host->context, site, operands);
}

void launchOnce(void *state, int64_t) {
  launch(*static_cast<State *>(state), 0);
}

void addRow(void *state, int64_t row) {
  auto &s = *static_cast<State *>(state);
  State part{s.host, s.x + row * 16, s.y + row * 16, s.weights + row * 16,
             s.scratch + row * 16};
  s.host->forEach(s.host->context, 16, copyToScratch, &part);
  s.host->forEach(s.host->context, 16, addWeight, &part);
}

void runSized(Mode mode, const HostInterface *host, void *const *slots) {
  void *context = host->context;
  int64_t rows = host->inputSizes[0];
  int64_t other = mode == TooLarge   ? int64_t(1) << 61
                  : mode == Negative ? -rows
                                     : rows;
  const int64_t factors[] = {2 * 16 * sizeof(float), other};
  auto *between = static_cast<float *>(host->allocate(context, 3, 2, factors));
  if (mode == MakesNothing)
    return;
  const int64_t sizes[] = {2, rows, mode == MakesOther ? 15 : 16};
  auto *y = static_cast<float *>(host->makeOutput(context, 0, sizes));
  const auto *x = static_cast<const float *>(slots[1]);
  for (int64_t i = 0; i < 2 * rows * 16; ++i)
    between[i] = x[i];
  for (int64_t i = 0; i < 2 * rows * 16; ++i)
    y[i] = between[i];
}

} // namespace

extern "C" void a3_entry(const HostInterface *host, void *const *slots) {
  auto mode = Mode(*static_cast<const int32_t *>(slots[0]));
  if (mode >= Sized)
    return runSized(mode, host, slots);
  State s{host, static_cast<const float *>(slots[1]),
          static_cast<float *>(slots[2]), static_cast<const float *>(slots[3]),
          static_cast<float *>(slots[4])};
  void *context = host->context;
  switch (mode) {
  case Add:
    host->forEach(context, elements, copyToScratch, &s);
    host->forEach(context, elements, addWeight, &s);
    return;
  case Fail:
    host->fail(context, "the sequence is too long");
    return;
  case FailInLoop:
    host->forEach(context, elements, failFrom37, &s);
    return;
  case Attend:
    return launch(s, 0);
  case AttendInLoop:
    host->forEach(context, 8, launchOnce, &s);
    return;
  case Multiply: {
    MatrixProduct product{1,  8, 8,   16, s.x, 16,    0,    s.weights,
                          16, 0, s.y, 8,  0,   false, true, false};
    host->multiply(context, &product);
    return;
  }
  case LaunchWrong:
    return launch(s, 1);
  case Nested:
    host->forEach(context, elements / 16, addRow, &s);
    return;
  default:
    return;
  }
}
