//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/Expected.h"

#include <algorithm>
#include <cstdint>

std::string a3::Error::render(const std::string &file) const {
  std::string place = file;
  if (line)
    place += ":" + std::to_string(line) + ":" + std::to_string(column);
  return place + ": error: " + message;
}

/// How many bytes at the front of `text` are a control character: in UTF-8,
/// those above ASCII have two.
static size_t controlLength(std::string_view text) {
  auto first = uint8_t(text[0]);
  if (first < ' ' || first == 0x7f)
    return 1;
  bool isHigh = first == 0xc2 && text.size() > 1 && uint8_t(text[1]) >= 0x80 &&
                uint8_t(text[1]) < 0xa0;
  return isHigh ? 2 : 0;
}

std::string a3::printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  while (!text.empty()) {
    size_t length = controlLength(text);
    for (char c : text.substr(0, length))
      (result += "\\x") += {digits[uint8_t(c) >> 4], digits[uint8_t(c) & 15]};
    if (length == 0)
      result += text[0];
    text.remove_prefix(std::max(length, size_t(1)));
  }
  return result;
}
