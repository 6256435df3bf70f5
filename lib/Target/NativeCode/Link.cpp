//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Link.h"

#include "lld/Common/Driver.h"
#include "llvm/Support/raw_ostream.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>
#include <utility>

LLD_HAS_DRIVER(elf)

using namespace mlir;

namespace {
/// A file descriptor that closes itself.
class Descriptor {
public:
  explicit Descriptor(int number) : number(number) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() { reset(); }

  int get() const { return number; }
  bool isOpen() const { return number >= 0; }
  /// A name for it in this process.
  std::string getPath() const {
    return "/proc/self/fd/" + std::to_string(number);
  }
  void reset() {
    if (number >= 0)
      close(std::exchange(number, -1));
  }

private:
  int number;
};

/// A pipe that is read as it is written to.
class Collector {
public:
  Collector() {
    std::array<int, 2> ends = {-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
      return;
    source.emplace(ends[0]);
    sink.emplace(ends[1]);
    reader = std::thread([this] { read(); });
  }
  Collector(const Collector &) = delete;
  Collector &operator=(const Collector &) = delete;
  ~Collector() { finish(); }

  bool isOpen() const { return sink.has_value(); }
  std::string getPath() const { return sink->getPath(); }

  /// What was written, when all writers have closed it.
  std::vector<uint8_t> finish() {
    if (sink)
      sink->reset();
    if (reader.joinable())
      reader.join();
    return std::move(bytes);
  }

private:
  void read() {
    std::array<uint8_t, 1 << 16> part;
    ssize_t count;
    while ((count = ::read(source->get(), part.data(), part.size())) != 0) {
      if (count > 0)
        bytes.insert(bytes.end(), part.begin(), part.begin() + count);
      else if (errno != EINTR)
        return;
    }
  }

  std::optional<Descriptor> source, sink;
  std::vector<uint8_t> bytes;
  std::thread reader;
};
} // namespace

static bool writeAll(int descriptor, ArrayRef<char> bytes) {
  while (!bytes.empty()) {
    ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return false;
    bytes = bytes.drop_front(count);
  }
  return true;
}

FailureOr<std::vector<uint8_t>> a3::linkSharedObject(ModuleOp module,
                                                     ArrayRef<char> object) {
  Descriptor input(memfd_create("a3-object", MFD_CLOEXEC));
  Collector output;
  if (!input.isOpen() || !output.isOpen() || !writeAll(input.get(), object))
    return module.emitError("the host code cannot be handed to the linker: ")
           << strerror(errno);
  std::string inputPath = input.getPath(), outputPath = output.getPath();
  const char *arguments[] = {
      "ld.lld",      "-shared", "--build-id=none",  "--eh-frame-hdr",
      "--strip-all", "-o",      outputPath.c_str(), inputPath.c_str()};
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return module.emitError("the host code cannot be linked: ") << messages;
  return output.finish();
}
