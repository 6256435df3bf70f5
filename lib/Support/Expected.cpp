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

std::string a3::printable(std::string text) {
  auto isControl = [](char c) { return uint8_t(c) < ' ' || c == '\x7f'; };
  if (std::ranges::none_of(text, isControl))
    return text;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (char c : text)
    if (isControl(c))
      (result += "\\x") += {digits[uint8_t(c) >> 4], digits[uint8_t(c) & 15]};
    else
      result += c;
  return result;
}
