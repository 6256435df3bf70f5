//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/NativeCode.h"

#include <cerrno>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace a3;

namespace {

#if defined(__x86_64__)
constexpr std::string_view architecture = "x86-64";

bool supportsLevel(std::string_view level) {
  // The built-in takes literals only.
  if (level == "-v2")
    return __builtin_cpu_supports("x86-64-v2");
  if (level == "-v3")
    return __builtin_cpu_supports("x86-64-v3");
  if (level == "-v4")
    return __builtin_cpu_supports("x86-64-v4");
  return level.empty();
}
#elif defined(__aarch64__)
constexpr std::string_view architecture = "aarch64";

bool supportsLevel(std::string_view level) { return level.empty(); }
#else
#error "say here how a program file calls this architecture"
#endif

bool writeAll(int descriptor, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    bytes = bytes.subspan(size_t(written));
  }
  return true;
}

} // namespace

Expected<void> a3::checkTarget(std::string_view target) {
  std::string_view level = target;
  bool same = target.starts_with(architecture);
  if (same)
    level.remove_prefix(architecture.size());
  if (same && supportsLevel(level))
    return {};
  return failure("the program's host code is for " + std::string(target) +
                 ", which this processor (" + std::string(architecture) +
                 ") cannot run; compile the model again on this machine");
}

Expected<NativeCode> NativeCode::load(std::span<const uint8_t> object,
                                      std::string_view target) {
  if (Expected<void> checked = checkTarget(target); !checked)
    return tl::unexpected(checked.error());
  NativeCode code;
  code.descriptor =
      memfd_create("a3-host-code", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  // Sealed: nobody may change code once it was looked at.
  if (code.descriptor < 0 || !writeAll(code.descriptor, object) ||
      fcntl(code.descriptor, F_ADD_SEALS,
            F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    return failure(std::string("the host code cannot be put into memory: ") +
                   std::strerror(errno));
  // The loader tells libraries apart by their names, and this name must not
  // come back while the library lives: the descriptor stays open.
  std::string path = "/proc/self/fd/" + std::to_string(code.descriptor);
  code.library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!code.library)
    return failure(std::string("the host code cannot be loaded: ") + dlerror());
  code.start = reinterpret_cast<Entry>(dlsym(code.library, "a3_entry"));
  if (!code.start)
    return failure("the host code has no function a3_entry");
  return code;
}

NativeCode::~NativeCode() {
  if (library)
    dlclose(library);
  if (descriptor >= 0)
    close(descriptor);
}
