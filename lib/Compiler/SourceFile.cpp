//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/SourceFile.h"

#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mlir;

namespace {
/// A private, writable mapping of a file, with a zero behind the last byte.
class MappedText {
public:
  ~MappedText() {
    if (data)
      munmap(data, mappedSize);
  }

  LogicalResult open(const std::string &path, MLIRContext *context) {
    auto fail = [&](const Twine &what) {
      return emitError(FileLineColLoc::get(context, path, 0, 0))
             << what << ": " << strerror(errno);
    };
    bool isStandardInput = path == "-";
    int descriptor =
        isStandardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY);
    if (descriptor < 0)
      return fail("cannot be opened");
    llvm::scope_exit close([&] {
      if (descriptor != STDIN_FILENO)
        ::close(descriptor);
    });
    struct stat status;
    if (fstat(descriptor, &status) != 0)
      return fail("cannot be read");
    if (!S_ISREG(status.st_mode)) {
      std::FILE *copy = spool(descriptor);
      if (!copy)
        return fail("cannot be copied to a temporary file");
      LogicalResult result = map(fileno(copy));
      std::fclose(copy);
      return succeeded(result) ? result : fail("cannot be mapped");
    }
    return succeeded(map(descriptor)) ? success() : fail("cannot be mapped");
  }

  MutableArrayRef<char> getText() { return {data, size}; }

  /// Gives the pages of a part back. They come again from the file if they are
  /// read, without what was written to them.
  void drop(StringRef part) {
    size_t page = sysconf(_SC_PAGESIZE);
    size_t first = llvm::alignTo(part.begin() - data, page);
    size_t last = llvm::alignDown(part.end() - data, page);
    if (first < last)
      madvise(data + first, last - first, MADV_DONTNEED);
  }

private:
  /// Copies a pipe to a file without a name.
  static std::FILE *spool(int descriptor) {
    std::FILE *copy = std::tmpfile();
    std::vector<char> buffer(1 << 20);
    while (copy) {
      ssize_t count = read(descriptor, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0 ||
          std::fwrite(buffer.data(), 1, count, copy) != size_t(count)) {
        std::fclose(copy);
        return nullptr;
      }
      if (count == 0)
        break;
    }
    if (copy && std::fflush(copy) != 0) {
      std::fclose(copy);
      return nullptr;
    }
    return copy;
  }

  LogicalResult map(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0)
      return failure();
    size = status.st_size;
    size_t page = sysconf(_SC_PAGESIZE);
    mappedSize = llvm::alignTo(size + 1, page);
    // Memory for the zero first; the file goes over it.
    void *address = mmap(nullptr, mappedSize, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED)
      return failure();
    data = static_cast<char *>(address);
    if (size > 0 && mmap(address, size, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_FIXED, descriptor, 0) == MAP_FAILED)
      return failure();
    return success();
  }

  char *data = nullptr;
  size_t size = 0, mappedSize = 0;
};

/// Bytes of text that are read before they are given back, so that the text of
/// a large weight does not lie in memory as a whole.
constexpr size_t step = 4 << 20;

/// False where not all are hexadecimal digits. Without branches, for the
/// compiler to vectorise.
bool decodeDigits(StringRef digits, unsigned char *bytes) {
  auto isHexDigit = [](unsigned char c) {
    unsigned char letter = (c | 0x20) - 'a', digit = c - '0';
    return (digit < 10) | (letter < 6);
  };
  auto valueOf = [](unsigned char c) -> unsigned char {
    return (c & 0xf) + 9 * (c >> 6);
  };
  const char *text = digits.data();
  bool valid = true;
  for (size_t i = 0, count = digits.size() / 2; i < count; ++i) {
    unsigned char high = text[2 * i], low = text[2 * i + 1];
    valid &= isHexDigit(high) & isHexDigit(low);
    bytes[i] = (valueOf(high) << 4) | valueOf(low);
  }
  return valid;
}

struct Resource {
  StringRef key;
  uint32_t alignment;
  StringRef digits; ///< Of the data, an even number of characters.
};

/// Finds what `{-# dialect_resources: { builtin: { key: "0x…", … } } #-}`
/// holds. Anything else makes it give up, since the parser knows better what is
/// wrong.
class ResourceReader {
public:
  ResourceReader(MappedText &file, StringRef section)
      : file(file), rest(section) {}

  std::optional<std::vector<Resource>> read() {
    std::vector<Resource> resources;
    if (!skip("{-#") || !skip("dialect_resources") || !skip(":") ||
        !skip("{") || !skip("builtin") || !skip(":") || !skip("{"))
      return std::nullopt;
    do {
      Resource resource;
      if (!readKey(resource.key) || !skip(":") || !readString(resource))
        return std::nullopt;
      resources.push_back(resource);
    } while (skip(","));
    if (!skip("}") || !skip("}") || !skip("#-}") || !rest.ltrim().empty())
      return std::nullopt;
    return resources;
  }

private:
  bool skip(StringRef token) {
    rest = rest.ltrim();
    return rest.consume_front(token);
  }

  bool readKey(StringRef &key) {
    rest = rest.ltrim();
    key = rest.take_while([](char c) {
      return llvm::isAlnum(c) || StringRef("_$.-").contains(c);
    });
    rest = rest.drop_front(key.size());
    return !key.empty();
  }

  /// A string of hexadecimal digits: the alignment in four little-endian
  /// bytes, then the data.
  bool readString(Resource &resource) {
    if (!skip("\"0x"))
      return false;
    StringRef digits = rest.take_front(findQuote());
    std::array<unsigned char, 4> prefix;
    if (digits.size() < 8 || digits.size() % 2 != 0 || digits == rest ||
        !decodeDigits(digits.take_front(8), prefix.data()))
      return false;
    resource.alignment = llvm::support::endian::read32le(prefix.data());
    resource.digits = digits.drop_front(8);
    rest = rest.drop_front(digits.size() + 1);
    return llvm::isPowerOf2_32(resource.alignment);
  }

  /// Where the string that `rest` is in ends.
  size_t findQuote() const {
    for (size_t begin = 0; begin < rest.size(); begin += step) {
      StringRef part = rest.substr(begin, step);
      if (size_t quote = part.find('"'); quote != StringRef::npos)
        return begin + quote;
      file.drop(part);
    }
    return StringRef::npos;
  }

  MappedText &file;
  StringRef rest;
};

/// The data of a resource, whose text is given back; nothing where not all are
/// hexadecimal digits.
std::optional<AsmResourceBlob> decode(const Resource &resource,
                                      MappedText &file) {
  StringRef data = resource.digits;
  AsmResourceBlob blob = HeapAsmResourceBlob::allocate(
      data.size() / 2, resource.alignment, /*dataIsMutable=*/false);
  auto *target = reinterpret_cast<unsigned char *>(
      const_cast<char *>(blob.getData().data()));
  for (; !data.empty(); data = data.drop_front(std::min(step, data.size()))) {
    StringRef part = data.take_front(step);
    if (!decodeDigits(part, target))
      return std::nullopt;
    file.drop(part);
    target += part.size() / 2;
  }
  return blob;
}

/// Where the resource section starts: the first line that starts with its mark.
/// Neither a string nor a comment can hold such a line.
size_t findResources(StringRef text) {
  // The standard library's search is the faster one.
  size_t mark = std::string_view(text).find("\n{-#");
  return mark == StringRef::npos ? mark : mark + 1;
}

/// Parses text with a zero behind it.
OwningOpRef<ModuleOp> parseText(StringRef text, StringRef name,
                                MLIRContext *context) {
  auto sourceManager = std::make_shared<llvm::SourceMgr>();
  sourceManager->AddNewSourceBuffer(
      llvm::MemoryBuffer::getMemBuffer(text, name), llvm::SMLoc());
  return parseSourceFile<ModuleOp>(*sourceManager, ParserConfig(context));
}

/// Gives the parsed keys their data.
LogicalResult setResources(ArrayRef<Resource> resources, MappedText &file,
                           StringRef name, MLIRContext *context) {
  auto &manager = DenseResourceElementsHandle::getManagerInterface(context)
                      .getBlobManager();
  for (const Resource &resource : resources) {
    std::optional<AsmResourceBlob> blob = decode(resource, file);
    if (!blob)
      return emitError(FileLineColLoc::get(context, name, 0, 0))
             << "the resource '" << resource.key
             << "' has something other than hexadecimal digits";
    if (auto *entry = manager.lookup(resource.key))
      entry->setBlob(std::move(*blob));
  }
  return success();
}
} // namespace

OwningOpRef<ModuleOp> a3::parseModel(const std::string &path,
                                     MLIRContext *context) {
  MappedText file;
  if (failed(file.open(path, context)))
    return nullptr;
  StringRef text(file.getText().data(), file.getText().size());
  std::string name = path == "-" ? "<stdin>" : path;
  llvm::MemoryBufferRef bytes(text, name);
  if (isBytecode(bytes)) {
    ParserConfig config(context);
    return parseSourceString<ModuleOp>(text, config, name);
  }

  size_t start = findResources(text);
  std::optional<std::vector<Resource>> resources;
  if (start != StringRef::npos)
    resources = ResourceReader(file, text.drop_front(start)).read();
  if (!resources)
    return parseText(text, name, context);
  file.getText()[start] = '\0';
  text = text.take_front(start);
  OwningOpRef<ModuleOp> module = parseText(text, name, context);
  // Operations may hold weights as well: their text goes before others come.
  file.drop(text);
  if (!module || failed(setResources(*resources, file, name, context)))
    return nullptr;
  return module;
}
