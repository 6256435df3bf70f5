//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Tensor.h"

#include <algorithm>
#include <cstring>

using namespace a3;

std::string a3::describeTensor(std::string_view element,
                               std::span<const int64_t> shape) {
  std::string text = std::string(element) + " [";
  for (size_t i = 0; i < shape.size(); ++i) {
    text += i ? ", " : "";
    text += shape[i] == unknownSize ? "?" : std::to_string(shape[i]);
  }
  return text + "]";
}

Expected<Buffer> Buffer::allocate(int64_t bytes) {
  constexpr size_t alignment = 64;
  // At least one line, so that every slot has an address.
  size_t rounded = (size_t(bytes) / alignment + 1) * alignment;
  Buffer buffer;
  buffer.data.reset(
      static_cast<uint8_t *>(std::aligned_alloc(alignment, rounded)));
  if (!buffer.data)
    return failure("there is no memory for " + std::to_string(bytes) +
                   " bytes");
  buffer.size = size_t(bytes);
  std::memset(buffer.data.get(), 0, rounded);
  return buffer;
}

Expected<Tensor> Tensor::create(std::string element,
                                std::vector<int64_t> shape) {
  std::optional<int64_t> size = elementBytes(element);
  if (!size)
    return failure("element type " + element + " is not supported");
  int64_t bytes = *size;
  for (int64_t extent : shape)
    if (extent < 0 || __builtin_mul_overflow(bytes, extent, &bytes))
      return failure("shape " + describeTensor(element, shape) +
                     " is not possible");
  Expected<Buffer> buffer = Buffer::allocate(bytes);
  if (!buffer)
    return tl::unexpected(buffer.error());
  Tensor tensor;
  tensor.elementType = std::move(element);
  tensor.sizes = std::move(shape);
  tensor.buffer = std::move(*buffer);
  return tensor;
}

/// Whether a tensor may have `size` where its type says `expected`.
static bool mayBe(int64_t size, int64_t expected) {
  if (expected == unknownSize)
    return size >= 1 && size <= largestSize;
  return size == expected;
}

bool a3::fits(const TensorInfo &expected, std::span<const int64_t> shape) {
  return std::ranges::equal(shape, expected.shape, mayBe);
}

Expected<void> a3::checkTensor(const TensorInfo &expected, const Tensor &tensor,
                               std::string_view kind, size_t index) {
  if (tensor.element() == expected.element && fits(expected, tensor.shape()))
    return {};
  std::string bounds;
  if (!expected.isSized())
    bounds = " with sizes from 1 to " + std::to_string(largestSize) + " for ?";
  return failure(
      std::string(kind) + " " + std::to_string(index) + " '" + expected.name +
      "' must be " + describeTensor(expected.element, expected.shape) + bounds +
      ", but is " + describeTensor(tensor.element(), tensor.shape()));
}
