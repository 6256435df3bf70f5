//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/ProgramFile.h"

#include "Sections.h"
#include "a3/ISA/Fetch.h"
#include "a3/Program/Check.h"
#include "a3/Program/Metadata.h"
#include "a3/Support/Files.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <xxhash.h>

using namespace a3;

namespace {

uint64_t hashOf(std::span<const uint8_t> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::vector<uint8_t> encodeStream(std::span<const isa::Instruction> stream) {
  std::vector<uint8_t> bytes;
  bytes.reserve(stream.size() * isa::instructionBytes);
  for (const isa::Instruction &instruction : stream) {
    isa::InstructionWord word = isa::encode(instruction);
    bytes.insert(bytes.end(), word.begin(), word.end());
  }
  return bytes;
}

Expected<std::vector<isa::Instruction>>
decodeStream(std::span<const uint8_t> bytes) {
  auto stream = isa::decode(bytes);
  if (!stream)
    return stream;
  if (Expected<void> checked = isa::checkStructure(*stream); !checked)
    return tl::unexpected(checked.error());
  return stream;
}

/// The size of the weights section, where the blocks are in order.
Expected<int64_t> sizeOf(std::span<const WeightBlock> weights) {
  int64_t end = 0;
  for (const WeightBlock &block : weights) {
    if (block.offset < end || block.offset % 64)
      return failure(fmt::format(
          "the weights at byte {} overlap others, or are not aligned to 64",
          block.offset));
    end = block.offset + int64_t(block.bytes.size());
  }
  return end;
}

/// Writes one program file; the hashes come last, when all is known.
class Writer {
public:
  Writer(AtomicFile &file, const Layout &layout) : file(file), layout(layout) {}

  Expected<void> write(std::span<const std::vector<uint8_t>> beforeNative,
                       std::span<const uint8_t> native,
                       std::span<const WeightBlock> weights);

private:
  Expected<void> writeContents(std::span<const uint8_t> bytes);
  Expected<void> writeWeights(std::span<const WeightBlock> weights);

  AtomicFile &file;
  const Layout &layout;
  std::vector<uint64_t> hashes;
};

Expected<void> Writer::writeContents(std::span<const uint8_t> bytes) {
  int64_t offset = layout.contents()[hashes.size()].offset;
  hashes.push_back(hashOf(bytes));
  return file.writeAt(offset, bytes);
}

Expected<void> Writer::writeWeights(std::span<const WeightBlock> weights) {
  int64_t start = layout.contents().back().offset, end = 0;
  constexpr std::array<uint8_t, 4096> zeros = {};
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(
      XXH3_createState(), XXH3_freeState);
  XXH3_64bits_reset(state.get());
  for (const WeightBlock &block : weights) {
    while (end < block.offset) {
      int64_t gap = std::min(block.offset - end, int64_t(zeros.size()));
      XXH3_64bits_update(state.get(), zeros.data(), size_t(gap));
      end += gap;
    }
    XXH3_64bits_update(state.get(), block.bytes.data(), block.bytes.size());
    end += int64_t(block.bytes.size());
    // What is not written between blocks reads as zeros.
    if (Expected<void> written =
            file.writeAt(start + block.offset, block.bytes);
        !written)
      return written;
  }
  hashes.push_back(XXH3_64bits_digest(state.get()));
  return {};
}

Expected<void> Writer::write(std::span<const std::vector<uint8_t>> beforeNative,
                             std::span<const uint8_t> native,
                             std::span<const WeightBlock> weights) {
  Expected<void> result = file.writeAt(0, layout.header());
  for (const auto &bytes : beforeNative)
    if (result)
      result = writeContents(bytes);
  if (result)
    result = writeContents(native);
  if (result)
    result = writeWeights(weights);
  if (result)
    result = file.writeAt(layout.note().offset, layout.noteBytes(hashes));
  if (result)
    result = file.writeAt(layout.sections().back().offset, layout.trailer());
  return result;
}

} // namespace

struct ProgramFile::Contents {
  InputFile file;
  Program program;
  Machine machine;
  std::span<const uint8_t> native, weights;
};

Expected<void> a3::writeProgram(const Program &program,
                                std::span<const uint8_t> native,
                                std::span<const WeightBlock> weights,
                                const std::string &path) {
  if (auto machine = checkMetadata(program); !machine)
    return tl::unexpected(machine.error());
  Expected<int64_t> weightsSize = sizeOf(weights);
  if (!weightsSize)
    return tl::unexpected(weightsSize.error());
  std::vector<std::vector<uint8_t>> beforeNative = {encodeMetadata(program)};
  std::vector<int64_t> streamSizes;
  for (const Site &site : program.sites) {
    if (Expected<void> checked = isa::checkStructure(site.stream); !checked)
      return failure("site '" + site.name + "': " + checked.error().message);
    beforeNative.push_back(encodeStream(site.stream));
    streamSizes.push_back(int64_t(beforeNative.back().size()));
  }
  Layout layout(int64_t(beforeNative.front().size()), streamSizes,
                int64_t(native.size()), *weightsSize);
  Expected<AtomicFile> file = AtomicFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  Expected<void> written =
      Writer(*file, layout).write(beforeNative, native, weights);
  return written ? file->commit() : written;
}

/// Compares the note, whose hashes come after a head of their own; the sizes
/// are known to be right.
static Expected<void> checkHashes(std::span<const uint8_t> note,
                                  std::span<const uint64_t> hashes,
                                  const Layout &layout) {
  std::vector<uint8_t> expected = layout.noteBytes(hashes);
  size_t head = note.size() - hashes.size_bytes();
  if (!std::ranges::equal(note.first(head), std::span(expected).first(head)))
    return failure("damaged: the note is not what the writer writes");
  for (size_t i = 0; i < hashes.size(); ++i)
    if (std::memcmp(&note[head + 8 * i], &expected[head + 8 * i], 8) != 0)
      return failure("damaged: section '" + layout.contents()[i].name +
                     "' does not have the hash that the file says");
  return {};
}

/// Decodes the streams into the sites.
static Expected<void>
readStreams(std::span<const std::span<const uint8_t>> streams,
            Program &program) {
  if (streams.size() != program.sites.size())
    return failure(fmt::format("damaged: {} streams for {} sites",
                               streams.size(), program.sites.size()));
  for (size_t i = 0; i < streams.size(); ++i) {
    Expected<std::vector<isa::Instruction>> stream = decodeStream(streams[i]);
    if (!stream)
      return failure("site '" + program.sites[i].name +
                     "': " + stream.error().message);
    program.sites[i].stream = std::move(*stream);
  }
  return {};
}

Expected<ProgramFile> ProgramFile::open(const std::string &path) {
  Expected<InputFile> file = InputFile::open(path);
  if (!file)
    return tl::unexpected(file.error());
  Expected<Layout> layout = parseLayout(file->bytes());
  if (!layout)
    return tl::unexpected(layout.error());
  auto bytesOf = [&](const Section &section) {
    return file->bytes().subspan(size_t(section.offset), size_t(section.size));
  };
  std::vector<std::span<const uint8_t>> contents;
  std::vector<uint64_t> hashes;
  for (const Section &section : layout->contents()) {
    contents.push_back(bytesOf(section));
    hashes.push_back(hashOf(contents.back()));
  }
  Expected<void> checked =
      checkHashes(bytesOf(layout->note()), hashes, *layout);
  if (!checked)
    return tl::unexpected(checked.error());
  Expected<Program> program = decodeMetadata(contents.front());
  if (!program)
    return tl::unexpected(program.error());
  Expected<Machine> machine = checkMetadata(*program);
  if (!machine)
    return tl::unexpected(machine.error());
  std::span streams = std::span(contents).subspan(1, contents.size() - 3);
  if (checked = readStreams(streams, *program); !checked)
    return tl::unexpected(checked.error());
  return ProgramFile(std::make_unique<Contents>(
      Contents{std::move(*file), std::move(*program), std::move(*machine),
               contents.end()[-2], contents.end()[-1]}));
}

ProgramFile::ProgramFile(std::unique_ptr<Contents> contents)
    : contents(std::move(contents)) {}
ProgramFile::ProgramFile(ProgramFile &&) noexcept = default;
ProgramFile &ProgramFile::operator=(ProgramFile &&) noexcept = default;
ProgramFile::~ProgramFile() = default;

const Program &ProgramFile::program() const { return contents->program; }
const Machine &ProgramFile::machine() const { return contents->machine; }
std::span<const uint8_t> ProgramFile::native() const {
  return contents->native;
}
std::span<const uint8_t> ProgramFile::weights() const {
  return contents->weights;
}
