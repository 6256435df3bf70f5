//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/Expected.h"

std::string a3::Error::render(const std::string &file) const {
  std::string place = file;
  if (line)
    place += ":" + std::to_string(line) + ":" + std::to_string(column);
  return place + ": error: " + message;
}
