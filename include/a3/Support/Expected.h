//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_EXPECTED_H
#define A3_SUPPORT_EXPECTED_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace a3 {

/// What went wrong and where, worded for the user. Lines and columns count
/// from 1; 0 means that the error belongs to the file as a whole.
struct Error {
  std::string message;
  unsigned line = 0;
  unsigned column = 0;
  /// Of an error in an instruction stream: the instruction's number.
  std::optional<size_t> instruction = std::nullopt;

  /// "file:line:col: error: message", as every tool prints it.
  std::string render(const std::string &file) const;
};

template <typename T> using Expected = tl::expected<T, Error>;

/// Text of a file in a message: control characters, which could split the line
/// or command the terminal, become "\xNN".
std::string printable(std::string_view text);

inline tl::unexpected<Error> failure(std::string_view message,
                                     unsigned line = 0, unsigned column = 0) {
  return tl::unexpected<Error>(Error{printable(message), line, column});
}

} // namespace a3

#endif // A3_SUPPORT_EXPECTED_H
