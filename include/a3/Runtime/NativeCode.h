//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_NATIVECODE_H
#define A3_RUNTIME_NATIVECODE_H

#include "a3/Runtime/HostInterface.h"
#include "a3/Support/Expected.h"

#include <span>
#include <string_view>
#include <utility>

namespace a3 {

/// Whether code for `target`, an architecture and perhaps a level such as
/// "x86-64-v3", runs on this machine.
Expected<void> checkTarget(std::string_view target);

/// The host part of a program: a shared object that exports `a3_entry`. It
/// runs in this process with all its rights, also while it is loaded, so a
/// program file must be trusted like any executable, or the process be confined
/// (`runConfined`).
class NativeCode {
public:
  static Expected<NativeCode> load(std::span<const uint8_t> object,
                                   std::string_view target);
  NativeCode(NativeCode &&other) noexcept
      : library(std::exchange(other.library, nullptr)),
        descriptor(std::exchange(other.descriptor, -1)), start(other.start) {}
  NativeCode &operator=(NativeCode &&) = delete;
  ~NativeCode();

  Entry entry() const { return start; }

private:
  NativeCode() = default;

  void *library = nullptr;
  int descriptor = -1;
  Entry start = nullptr;
};

} // namespace a3

#endif // A3_RUNTIME_NATIVECODE_H
