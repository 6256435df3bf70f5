//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Where the sections of a program file lie. A program file has exactly one
// layout for given sizes, so the reader compares instead of interpreting.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_PROGRAM_SECTIONS_H
#define A3_LIB_PROGRAM_SECTIONS_H

#include "a3/Support/Expected.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace a3 {

/// Counts changes of the layout of the file, of the host interface and of the
/// instruction set; the schema has a hash.
inline constexpr uint32_t formatVersion = 3;
inline constexpr uint64_t schemaHash = A3_SCHEMA_HASH;

struct Section {
  std::string name;
  int64_t offset, size;
};

/// The sections of a file whose streams, native code and weights have the
/// given sizes, in file order: the note, the metadata, a stream a site, native
/// code, weights, and the names of sections. The table of sections follows.
class Layout {
public:
  Layout(int64_t metadataSize, std::span<const int64_t> streamSizes,
         int64_t nativeSize, int64_t weightsSize);

  std::span<const Section> sections() const { return list; }
  const Section &note() const { return list.front(); }
  /// The sections with contents of the program: they have hashes in the note.
  std::span<const Section> contents() const {
    return std::span(list).subspan(1, list.size() - 2);
  }
  int64_t fileSize() const { return size; }

  /// The file's first bytes, up to the note's.
  std::vector<uint8_t> header() const;
  /// The names of the sections, padding, and the table of sections.
  std::vector<uint8_t> trailer() const;
  /// The note: format version, schema hash, and a hash of each of `contents`.
  std::vector<uint8_t> noteBytes(std::span<const uint64_t> hashes) const;

private:
  void add(std::string name, int64_t sectionSize, int64_t alignment);
  std::string names() const;

  std::vector<Section> list;
  std::vector<int64_t> alignments;
  int64_t size = 0;
};

/// Finds the sections of a file and compares the whole layout, so that every
/// byte of the file outside the contents is known to be right. Refuses other
/// format versions and schemas before that, naming both.
Expected<Layout> parseLayout(std::span<const uint8_t> file);

} // namespace a3

#endif // A3_LIB_PROGRAM_SECTIONS_H
