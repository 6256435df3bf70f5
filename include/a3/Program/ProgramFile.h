//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Program files: ELF files that hold only sections (docs/program-file.md).
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_PROGRAMFILE_H
#define A3_PROGRAM_PROGRAMFILE_H

#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

#include <memory>

namespace a3 {

/// Bytes of the weights section from `offset` on, a multiple of 64. Bytes
/// between blocks are zero.
struct WeightBlock {
  int64_t offset;
  std::span<const uint8_t> bytes;
};

/// Writes a program file, or nothing: a temporary file beside `path` takes its
/// name in the end. Weights go straight from the blocks, which ascend and do
/// not overlap, to the file. Refuses what `ProgramFile::open` would refuse.
Expected<void> writeProgram(const Program &program,
                            std::span<const uint8_t> native,
                            std::span<const WeightBlock> weights,
                            const std::string &path);

/// A program file that was found good: structure, hashes, metadata, machine
/// description, geometry of operands, and streams (decoded, loops nest).
/// Native code and weights are views of the mapped file. Whether streams keep
/// to the machine's buffers is for `checkStreams` to say.
class ProgramFile {
public:
  /// Opens a file, or standard input for "-".
  static Expected<ProgramFile> open(const std::string &path);

  ProgramFile(ProgramFile &&) noexcept;
  ProgramFile &operator=(ProgramFile &&) noexcept;
  ~ProgramFile();

  const Program &program() const;
  const Machine &machine() const;
  std::span<const uint8_t> native() const;

  /// Aligned to a page, except from a pipe.
  std::span<const uint8_t> weights() const;

private:
  struct Contents;
  explicit ProgramFile(std::unique_ptr<Contents> contents);

  std::unique_ptr<Contents> contents;
};

} // namespace a3

#endif // A3_PROGRAM_PROGRAMFILE_H
