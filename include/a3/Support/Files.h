//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_FILES_H
#define A3_SUPPORT_FILES_H

#include "a3/Support/Expected.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace a3 {

/// A file that appears whole or not at all: until `commit` it has no name, so
/// that nothing is left of it however the process ends. Where the file system
/// has no such files it is a temporary one beside `path`, which is removed.
class AtomicFile {
public:
  static Expected<AtomicFile> create(const std::string &path);
  AtomicFile(AtomicFile &&other) noexcept;
  AtomicFile &operator=(AtomicFile &&) = delete;
  ~AtomicFile();

  /// Writes after what was written before.
  Expected<void> append(std::span<const uint8_t> bytes);
  Expected<void> writeAt(int64_t offset, std::span<const uint8_t> bytes);
  Expected<void> commit();

private:
  AtomicFile(int descriptor, std::string path, std::string temporary)
      : descriptor(descriptor), path(std::move(path)),
        temporary(std::move(temporary)) {}

  int descriptor;
  std::string path, temporary;
  int64_t position = 0;
};

/// The bytes of a file or, for "-" and pipes, of a stream. A regular file is
/// mapped, not read: it must not change while this lives.
class InputFile {
public:
  static Expected<InputFile> open(const std::string &path);
  InputFile(InputFile &&other) noexcept;
  InputFile &operator=(InputFile &&other) noexcept;
  ~InputFile();

  std::span<const uint8_t> bytes() const { return {data, size}; }
  std::string_view text() const {
    return {reinterpret_cast<const char *>(data), size};
  }

private:
  InputFile(const uint8_t *data, size_t size) : data(data), size(size) {}

  static Expected<InputFile> map(int descriptor, size_t size);
  static Expected<InputFile> readAll(int descriptor);

  const uint8_t *data; ///< Of a mapping, or null where there are no bytes.
  size_t size;
};

} // namespace a3

#endif // A3_SUPPORT_FILES_H
