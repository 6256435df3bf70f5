//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Support/Files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace a3;

static tl::unexpected<Error> systemFailure(const std::string &what) {
  return failure(what + ": " + std::strerror(errno));
}

/// Opens a file that has no name, in the folder of `path`; negative where the
/// file system has none such.
static int openUnnamed(const std::string &path) {
  size_t end = path.rfind('/');
  std::string folder = end == path.npos ? "." : path.substr(0, end + 1);
  return open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

/// Gives an unnamed file a name that no other has, or an empty one.
static std::string nameBeside(const std::string &path, int descriptor) {
  std::string source = "/proc/self/fd/" + std::to_string(descriptor);
  for (int number = 0;; ++number) {
    std::string name =
        path + "." + std::to_string(getpid()) + "." + std::to_string(number);
    if (linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(),
               AT_SYMLINK_FOLLOW) == 0)
      return name;
    if (errno != EEXIST)
      return "";
  }
}

Expected<AtomicFile> AtomicFile::create(const std::string &path) {
  struct stat status;
  // Renaming onto a device or a directory would replace or fail obscurely.
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    return failure("cannot write '" + path + "': it is not a regular file");
  if (int descriptor = openUnnamed(path); descriptor >= 0)
    return AtomicFile(descriptor, path, "");
  std::string temporary = path + ".XXXXXX";
  int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0)
    return systemFailure("cannot write '" + path + "'");
  return AtomicFile(descriptor, path, std::move(temporary));
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : descriptor(std::exchange(other.descriptor, -1)),
      path(std::move(other.path)),
      temporary(std::exchange(other.temporary, {})), position(other.position) {}

AtomicFile::~AtomicFile() {
  if (descriptor >= 0)
    close(descriptor);
  if (!temporary.empty())
    unlink(temporary.c_str());
}

Expected<void> AtomicFile::append(std::span<const uint8_t> bytes) {
  Expected<void> written = writeAt(position, bytes);
  position += int64_t(bytes.size());
  return written;
}

Expected<void> AtomicFile::writeAt(int64_t offset,
                                   std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    ssize_t count = pwrite(descriptor, bytes.data(), bytes.size(), offset);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return systemFailure("cannot write '" + path + "'");
    bytes = bytes.subspan(size_t(count));
    offset += count;
  }
  return {};
}

Expected<void> AtomicFile::commit() {
  // The file was private; the result gets what the user's mask says.
  mode_t mask = umask(0);
  umask(mask);
  if (fchmod(descriptor, 0666 & ~mask) != 0)
    return systemFailure("cannot write '" + path + "'");
  if (temporary.empty())
    temporary = nameBeside(path, descriptor);
  // Some file systems tell only at the end that there is no space.
  if (temporary.empty() || close(std::exchange(descriptor, -1)) != 0 ||
      rename(temporary.c_str(), path.c_str()) != 0)
    return systemFailure("cannot write '" + path + "'");
  temporary.clear();
  return {};
}

Expected<InputFile> InputFile::open(const std::string &path) {
  int descriptor =
      path == "-" ? dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY);
  if (descriptor < 0)
    return systemFailure("cannot be read");
  struct stat status;
  Expected<InputFile> file = failure("cannot be read: it is a directory");
  if (fstat(descriptor, &status) != 0)
    file = systemFailure("cannot be read");
  else if (S_ISREG(status.st_mode))
    file = map(descriptor, size_t(status.st_size));
  else if (!S_ISDIR(status.st_mode))
    file = readAll(descriptor);
  close(descriptor);
  return file;
}

Expected<InputFile> InputFile::map(int descriptor, size_t size) {
  if (size == 0)
    return InputFile(nullptr, 0);
  void *mapping = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (mapping == MAP_FAILED)
    return systemFailure("cannot be mapped");
  return InputFile(static_cast<const uint8_t *>(mapping), size);
}

Expected<InputFile> InputFile::readAll(int descriptor) {
  constexpr size_t chunk = 1 << 20;
  size_t capacity = chunk, size = 0;
  void *mapping = mmap(nullptr, capacity, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  while (mapping != MAP_FAILED) {
    ssize_t count = read(descriptor, static_cast<uint8_t *>(mapping) + size,
                         capacity - size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      munmap(mapping, capacity);
      return systemFailure("cannot be read");
    }
    size += size_t(count);
    if (count == 0) {
      // Pages behind the end are given back, so that `size` says how much is
      // mapped.
      void *exact =
          mremap(mapping, capacity, std::max<size_t>(size, 1), MREMAP_MAYMOVE);
      return InputFile(static_cast<const uint8_t *>(exact), size);
    }
    if (size == capacity) {
      mapping = mremap(mapping, capacity, 2 * capacity, MREMAP_MAYMOVE);
      capacity *= 2;
    }
  }
  return systemFailure("cannot be read");
}

InputFile::InputFile(InputFile &&other) noexcept
    : data(std::exchange(other.data, nullptr)),
      size(std::exchange(other.size, 0)) {}

InputFile &InputFile::operator=(InputFile &&other) noexcept {
  std::swap(data, other.data);
  std::swap(size, other.size);
  return *this;
}

InputFile::~InputFile() {
  if (data)
    munmap(const_cast<uint8_t *>(data), std::max<size_t>(size, 1));
}
