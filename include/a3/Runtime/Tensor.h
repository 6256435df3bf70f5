//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_TENSOR_H
#define A3_RUNTIME_TENSOR_H

#include "a3/Program/Program.h"

#include <cstdlib>
#include <memory>
#include <span>

namespace a3 {

/// "f32 [2, 128]"; an unknown size is a question mark.
std::string describeTensor(std::string_view element,
                           std::span<const int64_t> shape);

/// Memory as native code expects it: 64-byte aligned, zero at first.
class Buffer {
public:
  Buffer() = default;
  static Expected<Buffer> allocate(int64_t bytes);

  std::span<uint8_t> bytes() { return {data.get(), size}; }
  std::span<const uint8_t> bytes() const { return {data.get(), size}; }

private:
  struct Free {
    void operator()(uint8_t *data) const { std::free(data); }
  };
  std::unique_ptr<uint8_t, Free> data;
  size_t size = 0;
};

/// A row-major array that owns its elements.
class Tensor {
public:
  /// Zeros.
  static Expected<Tensor> create(std::string element,
                                 std::vector<int64_t> shape);

  const std::string &element() const { return elementType; }
  const std::vector<int64_t> &shape() const { return sizes; }
  std::span<uint8_t> bytes() { return buffer.bytes(); }
  std::span<const uint8_t> bytes() const { return buffer.bytes(); }

  /// `T` must be the element's type (uint8_t for i1).
  template <typename T> std::span<T> values() {
    return {reinterpret_cast<T *>(bytes().data()), bytes().size() / sizeof(T)};
  }

private:
  std::string elementType;
  std::vector<int64_t> sizes;
  Buffer buffer;
};

/// Whether a tensor of the declared kind may have this shape.
bool fits(const TensorInfo &expected, std::span<const int64_t> shape);

/// Whether a tensor is what the entry function declares; `kind` is "input" or
/// "output" and `index` its number, for the message.
Expected<void> checkTensor(const TensorInfo &expected, const Tensor &tensor,
                           std::string_view kind, size_t index);

} // namespace a3

#endif // A3_RUNTIME_TENSOR_H
