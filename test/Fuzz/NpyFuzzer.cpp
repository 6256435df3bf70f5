//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/Runtime/Npy.h"

using namespace a3;
using namespace a3::fuzz;

using Bytes = std::vector<uint8_t>;

static void check(std::span<const uint8_t> file) {
  Expected<Tensor> tensor = parseNpy(file);
  if (!tensor) {
    requireMessage(tensor.error());
    return;
  }
  std::string header = npyHeader(*tensor);
  require(header.size() % 64 == 0, "elements are aligned in a file");
  Bytes written(header.begin(), header.end());
  std::span<const uint8_t> elements = tensor->bytes();
  written.insert(written.end(), elements.begin(), elements.end());
  Expected<Tensor> again = parseNpy(written);
  require(again && again->element() == tensor->element() &&
              again->shape() == tensor->shape() &&
              std::ranges::equal(again->bytes(), elements),
          "what is written reads as the same array");
}

/// The bytes as the header's text, in a file with the right lengths.
static Bytes wrap(std::string_view header) {
  constexpr size_t elementBytes = 64;
  header = header.substr(0, 0xffff);
  Bytes file = {0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  file.push_back(uint8_t(header.size()));
  file.push_back(uint8_t(header.size() >> 8));
  file.insert(file.end(), header.begin(), header.end());
  file.resize(file.size() + elementBytes, 1);
  return file;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  check({data, size});
  check(wrap(text(data, size)));
  return 0;
}
