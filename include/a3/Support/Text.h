//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Parts of lines of text.
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_TEXT_H
#define A3_SUPPORT_TEXT_H

#include <string_view>

namespace a3 {

/// What separates words in a line.
inline constexpr std::string_view blanks = " \t\r";

/// The text without blanks at its ends.
inline std::string_view trimmed(std::string_view text) {
  size_t first = text.find_first_not_of(blanks);
  if (first == text.npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace a3

#endif // A3_SUPPORT_TEXT_H
