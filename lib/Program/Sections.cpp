//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sections.h"

#include "a3/ISA/Instruction.h"

#include <algorithm>
#include <cstring>
#include <elf.h>
#include <fmt/format.h>

using namespace a3;

namespace {

constexpr std::string_view noteOwner("A3\0\0", 4);
constexpr std::string_view noteName = ".note.a3";
constexpr uint32_t noteType = 0xa3;
constexpr int64_t pageBytes = 4096;

/// What the note says before its hashes.
struct NoteHeader {
  Elf64_Nhdr elf;
  char owner[4];
  uint32_t version;
  uint32_t sections;
  uint64_t schema;
};
static_assert(sizeof(NoteHeader) == 32);

int64_t alignTo(int64_t offset, int64_t alignment) {
  return (offset + alignment - 1) / alignment * alignment;
}

template <typename T> void append(std::vector<uint8_t> &bytes, const T &value) {
  auto *first = reinterpret_cast<const uint8_t *>(&value);
  bytes.insert(bytes.end(), first, first + sizeof(T));
}

template <typename T> T readAt(std::span<const uint8_t> file, uint64_t offset) {
  T value;
  std::memcpy(&value, file.data() + offset, sizeof(T));
  return value;
}

/// A name out of a file that may be anything, fit for one line of a message.
std::string shown(std::string_view name) {
  constexpr size_t mostBytes = 40;
  std::string text;
  for (char c : name.substr(0, mostBytes))
    text += c >= ' ' && c <= '~' ? std::string(1, c)
                                 : fmt::format("\\x{:02x}", uint8_t(c));
  return name.size() > mostBytes ? text + "..." : text;
}

/// Reads the table of sections of a file that may be anything. The first
/// problem is kept.
class TableReader {
public:
  explicit TableReader(std::span<const uint8_t> file) : file(file) {}

  /// The sections without the first, empty one.
  Expected<std::vector<Section>> read();

private:
  bool holds(uint64_t offset, uint64_t size) const {
    return offset <= file.size() && size <= file.size() - offset;
  }
  Expected<Elf64_Ehdr> readHeader() const;
  Elf64_Shdr entry(const Elf64_Ehdr &header, unsigned index) const {
    return readAt<Elf64_Shdr>(file,
                              header.e_shoff + index * sizeof(Elf64_Shdr));
  }

  std::span<const uint8_t> file;
};

Expected<Elf64_Ehdr> TableReader::readHeader() const {
  if (file.size() < SELFMAG || std::memcmp(file.data(), ELFMAG, SELFMAG) != 0)
    return failure("not an A3 program: it does not begin as an ELF file does");
  if (file.size() < sizeof(Elf64_Ehdr))
    return failure("truncated: the ELF header is not complete");
  auto header = readAt<Elf64_Ehdr>(file, 0);
  if (header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_ident[EI_DATA] != ELFDATA2LSB || header.e_type != ET_REL ||
      header.e_machine != EM_X86_64)
    return failure("an ELF file, but no A3 program; compile a model to one "
                   "with a3-compile");
  if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shnum == 0 ||
      header.e_shstrndx >= header.e_shnum)
    return failure("damaged: the ELF header describes no table of sections");
  uint64_t tableSize = uint64_t(header.e_shnum) * sizeof(Elf64_Shdr);
  if (!holds(header.e_shoff, tableSize))
    return failure(fmt::format(
        "truncated or damaged: the table of sections ({} bytes at byte {}) "
        "reaches beyond the file's {} bytes",
        tableSize, header.e_shoff, file.size()));
  return header;
}

Expected<std::vector<Section>> TableReader::read() {
  Expected<Elf64_Ehdr> header = readHeader();
  if (!header)
    return tl::unexpected(header.error());
  Elf64_Shdr names = entry(*header, header->e_shstrndx);
  if (!holds(names.sh_offset, names.sh_size))
    return failure("damaged: the names of the sections lie outside the file");
  std::string_view text(
      reinterpret_cast<const char *>(file.data() + names.sh_offset),
      names.sh_size);
  std::vector<Section> sections;
  for (unsigned i = 1; i < header->e_shnum; ++i) {
    Elf64_Shdr section = entry(*header, i);
    size_t end = text.find('\0', section.sh_name);
    if (section.sh_name >= text.size() || end == text.npos)
      return failure(fmt::format("damaged: section {} has no name", i));
    std::string name(text.substr(section.sh_name, end - section.sh_name));
    if (!holds(section.sh_offset, section.sh_size))
      return failure(fmt::format(
          "truncated or damaged: section '{}' ({} bytes at byte {}) reaches "
          "beyond the file's {} bytes",
          shown(name), section.sh_size, section.sh_offset, file.size()));
    sections.push_back(
        {name, int64_t(section.sh_offset), int64_t(section.sh_size)});
  }
  return sections;
}

Expected<void> checkNote(std::span<const uint8_t> file, const Section &note) {
  auto isOurs = [](const NoteHeader &header) {
    return header.elf.n_namesz == 3 && header.elf.n_type == noteType &&
           std::string_view(header.owner, 4) == noteOwner;
  };
  if (note.name != noteName || note.size < int64_t(sizeof(NoteHeader)) ||
      !isOurs(readAt<NoteHeader>(file, uint64_t(note.offset))))
    return failure("an ELF file, but no A3 program: it does not begin with a "
                   "note of A3");
  auto header = readAt<NoteHeader>(file, uint64_t(note.offset));
  if (header.version != formatVersion)
    return failure(fmt::format("the program has format version {}, this tool "
                               "reads version {}; compile the model again",
                               header.version, formatVersion));
  if (header.schema != schemaHash)
    return failure(fmt::format("the program was written with schema {:016x}, "
                               "this tool reads schema {:016x}; compile the "
                               "model again",
                               header.schema, schemaHash));
  return {};
}

/// Builds the layout that sections of these sizes have.
Expected<Layout> expectedLayout(std::span<const Section> sections) {
  constexpr size_t besidesStreams = 5;
  if (sections.size() < besidesStreams)
    return failure("damaged: sections are missing");
  std::vector<int64_t> streamSizes;
  for (const Section &section :
       sections.subspan(2, sections.size() - besidesStreams))
    streamSizes.push_back(section.size);
  return Layout(sections[1].size, streamSizes, sections.end()[-3].size,
                sections.end()[-2].size);
}

Expected<void> checkPlaces(std::span<const Section> found,
                           std::span<const Section> expected) {
  for (size_t i = 0; i < expected.size(); ++i) {
    if (found[i].name != expected[i].name)
      return failure(
          fmt::format("damaged: section {} is '{}' where '{}' belongs", i + 1,
                      shown(found[i].name), expected[i].name));
    if (i && found[i].offset < found[i - 1].offset + found[i - 1].size)
      return failure(fmt::format("damaged: sections '{}' and '{}' overlap",
                                 found[i - 1].name, found[i].name));
    if (found[i].offset != expected[i].offset ||
        found[i].size != expected[i].size)
      return failure(fmt::format(
          "damaged: section '{}' has {} bytes at byte {} where {} bytes at "
          "byte {} belong",
          found[i].name, found[i].size, found[i].offset, expected[i].size,
          expected[i].offset));
  }
  return {};
}

bool isZero(std::span<const uint8_t> bytes) {
  return std::ranges::all_of(bytes, [](uint8_t byte) { return byte == 0; });
}

} // namespace

Layout::Layout(int64_t metadataSize, std::span<const int64_t> streamSizes,
               int64_t nativeSize, int64_t weightsSize) {
  size = sizeof(Elf64_Ehdr);
  add(std::string(noteName),
      int64_t(sizeof(NoteHeader) + 8 * (streamSizes.size() + 3)), 8);
  add(".a3.program", metadataSize, 16);
  for (size_t i = 0; i < streamSizes.size(); ++i)
    add(".a3.stream." + std::to_string(i), streamSizes[i],
        isa::instructionBytes);
  add(".a3.native", nativeSize, 64);
  add(".a3.weights", weightsSize, pageBytes);
  add(".shstrtab", 0, 1);
  list.back().size = int64_t(names().size());
  size = alignTo(list.back().offset + list.back().size, 8) +
         int64_t((list.size() + 1) * sizeof(Elf64_Shdr));
}

void Layout::add(std::string name, int64_t sectionSize, int64_t alignment) {
  int64_t offset = alignTo(size, alignment);
  list.push_back({std::move(name), offset, sectionSize});
  alignments.push_back(alignment);
  size = offset + sectionSize;
}

std::string Layout::names() const {
  std::string text(1, '\0');
  for (const Section &section : list)
    text.append(section.name).push_back('\0');
  return text;
}

std::vector<uint8_t> Layout::header() const {
  Elf64_Ehdr header = {};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_ident[EI_OSABI] = ELFOSABI_NONE;
  // objcopy wants a type and a machine that it knows. Nothing loads such a
  // file; what the native code runs on is said by the metadata.
  header.e_type = ET_REL;
  header.e_machine = EM_X86_64;
  header.e_version = EV_CURRENT;
  header.e_ehsize = sizeof(Elf64_Ehdr);
  header.e_shentsize = sizeof(Elf64_Shdr);
  header.e_shnum = uint16_t(list.size() + 1);
  header.e_shstrndx = uint16_t(list.size());
  header.e_shoff = uint64_t(size) - header.e_shnum * sizeof(Elf64_Shdr);
  std::vector<uint8_t> bytes;
  append(bytes, header);
  return bytes;
}

std::vector<uint8_t> Layout::trailer() const {
  std::string text = names();
  std::vector<uint8_t> bytes(text.begin(), text.end());
  bytes.resize(size_t(alignTo(list.back().offset + list.back().size, 8) -
                      list.back().offset));
  append(bytes, Elf64_Shdr{});
  uint32_t nameOffset = 1;
  for (size_t i = 0; i < list.size(); ++i) {
    Elf64_Shdr entry = {};
    entry.sh_name = nameOffset;
    entry.sh_type = i == 0                 ? SHT_NOTE
                    : i + 1 == list.size() ? SHT_STRTAB
                                           : SHT_PROGBITS;
    entry.sh_offset = uint64_t(list[i].offset);
    entry.sh_size = uint64_t(list[i].size);
    entry.sh_addralign = uint64_t(alignments[i]);
    append(bytes, entry);
    nameOffset += uint32_t(list[i].name.size() + 1);
  }
  return bytes;
}

std::vector<uint8_t> Layout::noteBytes(std::span<const uint64_t> hashes) const {
  NoteHeader header = {};
  header.elf.n_namesz = 3;
  header.elf.n_descsz =
      uint32_t(note().size - int64_t(offsetof(NoteHeader, version)));
  header.elf.n_type = noteType;
  noteOwner.copy(header.owner, sizeof(header.owner));
  header.version = formatVersion;
  header.sections = uint32_t(hashes.size());
  header.schema = schemaHash;
  std::vector<uint8_t> bytes;
  append(bytes, header);
  for (uint64_t hash : hashes)
    append(bytes, hash);
  return bytes;
}

Expected<Layout> a3::parseLayout(std::span<const uint8_t> file) {
  Expected<std::vector<Section>> found = TableReader(file).read();
  if (!found)
    return tl::unexpected(found.error());
  if (found->empty())
    return failure("an ELF file, but no A3 program: it has no sections");
  if (Expected<void> checked = checkNote(file, found->front()); !checked)
    return tl::unexpected(checked.error());
  Expected<Layout> layout = expectedLayout(*found);
  if (!layout)
    return layout;
  if (Expected<void> checked = checkPlaces(*found, layout->sections());
      !checked)
    return tl::unexpected(checked.error());
  if (int64_t(file.size()) != layout->fileSize())
    return failure(fmt::format("damaged: the file has {} bytes where {} belong",
                               file.size(), layout->fileSize()));
  auto names = size_t(layout->sections().back().offset);
  if (!std::ranges::equal(layout->header(), file.first(sizeof(Elf64_Ehdr))))
    return failure("damaged: the ELF header is not what the writer writes");
  if (!std::ranges::equal(layout->trailer(), file.subspan(names)))
    return failure("damaged: the table of sections is not what the writer "
                   "writes");
  auto end = int64_t(sizeof(Elf64_Ehdr));
  for (const Section &section : layout->sections()) {
    if (!isZero(file.subspan(size_t(end), size_t(section.offset - end))))
      return failure("damaged: bytes before section '" + section.name +
                     "' are not zero");
    end = section.offset + section.size;
  }
  return layout;
}
