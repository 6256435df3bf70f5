//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// What the fuzzers share. A fuzzer gives bytes to a reader and ends the process
// where a property does not hold (docs/fuzzing.md).
//
//===----------------------------------------------------------------------===//

#ifndef A3_TEST_FUZZ_FUZZ_H
#define A3_TEST_FUZZ_FUZZ_H

#include "a3/Support/Expected.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

/// What libFuzzer calls: the input, and one that changes inputs (optional).
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed);
/// What libFuzzer has: changes bytes at random.
extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

namespace a3::fuzz {

/// Ends the process, so that libFuzzer keeps the input.
inline void require(bool holds, const char *property) {
  if (holds)
    return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

/// What is refused is refused by one line that a terminal can show.
inline void requireMessage(const Error &error) {
  require(!error.message.empty(), "an error has a message");
  require(std::ranges::none_of(
              error.message,
              [](char c) { return uint8_t(c) < ' ' || c == '\x7f'; }),
          "a message is one line without control characters");
}

inline std::string_view text(const uint8_t *data, size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

} // namespace a3::fuzz

#endif // A3_TEST_FUZZ_FUZZ_H
