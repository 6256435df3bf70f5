//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "Program/SampleProgram.h"
#include "Sections.h"

#include "a3/Program/Check.h"
#include "a3/Program/Metadata.h"
#include "a3/Program/Text.h"

#include <random>
#include <sstream>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

using namespace a3;
using namespace a3::fuzz;

namespace {

using Bytes = std::vector<uint8_t>;

/// A file without a disk.
class MemoryFile {
public:
  MemoryFile() : descriptor(memfd_create("program", 0)) {
    require(descriptor >= 0, "there are files in memory");
  }
  ~MemoryFile() { close(descriptor); }
  MemoryFile(const MemoryFile &) = delete;
  MemoryFile &operator=(const MemoryFile &) = delete;

  std::string path() const {
    return "/proc/self/fd/" + std::to_string(descriptor);
  }
  void put(std::span<const uint8_t> bytes) const {
    require(pwrite(descriptor, bytes.data(), bytes.size(), 0) ==
                ssize_t(bytes.size()),
            "there is memory for a file");
  }

private:
  int descriptor;
};

/// The contents of sections as a file with the right hashes: random changes of
/// a whole file would stop at those.
Bytes fileOf(const std::vector<Bytes> &contents) {
  std::vector<int64_t> streamSizes;
  std::vector<uint64_t> hashes;
  for (const Bytes &section : contents)
    hashes.push_back(XXH3_64bits(section.data(), section.size()));
  for (size_t i = 1; i + 2 < contents.size(); ++i)
    streamSizes.push_back(int64_t(contents[i].size()));
  Layout layout(int64_t(contents[0].size()), streamSizes,
                int64_t(contents.end()[-2].size()),
                int64_t(contents.end()[-1].size()));
  Bytes file(size_t(layout.fileSize()));
  std::ranges::copy(layout.header(), file.begin());
  std::ranges::copy(layout.noteBytes(hashes),
                    file.begin() + layout.note().offset);
  for (size_t i = 0; i < contents.size(); ++i)
    std::ranges::copy(contents[i], file.begin() + layout.contents()[i].offset);
  std::ranges::copy(layout.trailer(),
                    file.begin() + layout.sections().back().offset);
  return file;
}

Bytes encoded(std::span<const isa::Instruction> stream) {
  Bytes bytes;
  for (const isa::Instruction &instruction : stream)
    std::ranges::copy(isa::encode(instruction), std::back_inserter(bytes));
  return bytes;
}

std::vector<Bytes> contentsOf(const Program &program,
                              std::span<const uint8_t> native,
                              std::span<const uint8_t> weights) {
  std::vector<Bytes> contents = {encodeMetadata(program)};
  for (const Site &site : program.sites)
    contents.push_back(encoded(site.stream));
  contents.emplace_back(native.begin(), native.end());
  contents.emplace_back(weights.begin(), weights.end());
  return contents;
}

/// The seed. A file of the corpus would be refused by each new schema.
Bytes sampleFile() {
  Program program = test::sampleProgram();
  program.sites.push_back(test::openSite());
  constexpr std::array<uint8_t, 5> some = {1, 2, 3, 4, 5};
  return fileOf(contentsOf(program, some, some));
}

/// Any number of the site, the more likely the more depends on it.
int64_t &anyNumber(Site &site, std::minstd_rand &random) {
  OperandInfo *operands[] = {&site.query,   &site.key,        &site.value,
                             &site.output,  &site.sortedRows, &site.bias,
                             &site.maskRows};
  OperandInfo &operand = *operands[random() % std::size(operands)];
  int64_t *numbers[] = {&site.rows,    &site.depth,   &site.valueDepth,
                        &site.heads,   &site.queries, &site.causalOffset,
                        &operand.bytes};
  size_t place = random() % (std::size(numbers) + 4);
  if (place < std::size(numbers))
    return *numbers[place];
  auto &list = random() % 2 ? operand.sizes : operand.strides;
  return list.empty() ? operand.bytes : list[random() % list.size()];
}

int64_t interesting(int64_t value, std::minstd_rand &random) {
  constexpr int64_t edges[] = {
      0, -1, 1, largestSize, int64_t(1) << 40, INT64_MAX, INT64_MIN};
  if (random() % 2)
    return edges[random() % std::size(edges)];
  // What is too large for 64 bits wraps around.
  auto bits = uint64_t(value);
  uint64_t near[] = {bits + 1, bits - 1, 2 * bits, bits / 2};
  return int64_t(near[random() % std::size(near)]);
}

/// Changes numbers of the metadata, which then still follow the schema.
bool mutateNumbers(Bytes &metadata, std::minstd_rand &random) {
  Expected<Program> program = decodeMetadata(metadata);
  if (!program)
    return false;
  if (program->sites.empty()) {
    program->scratchBytes = interesting(program->scratchBytes, random);
  } else {
    Site &site = program->sites[random() % program->sites.size()];
    int64_t &number = anyNumber(site, random);
    number = interesting(number, random);
  }
  metadata = encodeMetadata(*program);
  return true;
}

void mutateBytes(Bytes &section) {
  size_t size = section.size();
  section.resize(size + 64);
  section.resize(LLVMFuzzerMutate(section.data(), size, section.size()));
}

void checkText(const ProgramFile &file) {
  std::ostringstream printed;
  require(printProgram(file, "", printed).has_value(), "a program is printed");
  Expected<ProgramParts> parts = parseProgramText(printed.str());
  require(parts && parts->program == file.program() &&
              std::ranges::equal(parts->native, file.native()) &&
              std::ranges::equal(parts->weights, file.weights()),
          "what is printed is read as the same program");
}

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  std::span<const uint8_t> file(data, size);
  Expected<Layout> layout = parseLayout(file);
  if (layout && random() % 8 == 0)
    return LLVMFuzzerMutate(data, size, maxSize);
  if (!layout) {
    Bytes sample = sampleFile();
    require(sample.size() <= maxSize, "the sample has room (-max_len)");
    std::ranges::copy(sample, data);
    return sample.size();
  }
  std::vector<Bytes> contents;
  for (const Section &section : layout->contents()) {
    auto bytes = file.subspan(size_t(section.offset), size_t(section.size));
    contents.emplace_back(bytes.begin(), bytes.end());
  }
  if (random() % 2 || !mutateNumbers(contents[0], random))
    mutateBytes(contents[random() % contents.size()]);
  Bytes changed = fileOf(contents);
  if (changed.size() > maxSize)
    return LLVMFuzzerMutate(data, size, maxSize);
  std::ranges::copy(changed, data);
  return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::span<const uint8_t> bytes(data, size);
  MemoryFile memory;
  memory.put(bytes);
  Expected<ProgramFile> file = ProgramFile::open(memory.path());
  if (!file) {
    requireMessage(file.error());
    return 0;
  }
  const Program &program = file->program();
  require(checkMetadata(program).has_value(), "what is opened verifies");
  auto contents = contentsOf(program, file->native(), file->weights());
  require(std::ranges::equal(fileOf(contents), bytes),
          "there is one file of a program");
  if (Expected<void> checked = checkStreams(program, file->machine()); !checked)
    requireMessage(checked.error());
  checkText(*file);
  return 0;
}
