//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Program files as text, for a3-objdump and a3-as (docs/program-file.md).
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_TEXT_H
#define A3_PROGRAM_TEXT_H

#include "a3/Program/ProgramFile.h"

#include <iosfwd>

namespace a3 {

/// What a program file is written from.
struct ProgramParts {
  Program program;
  std::vector<uint8_t> native, weights;
};

/// Prints the sections in file order: streams as assembly, the rest as lines
/// of hexadecimal digits or, where `folder` is not empty, as `.incbin` of files
/// that are written there. `parseProgramText` gives the same program back.
Expected<void> printProgram(const ProgramFile &file, const std::string &folder,
                            std::ostream &stream);

/// Parses what `printProgram` prints. Text without `.section` is the one stream
/// of a program without native code, for the built-in machine.
Expected<ProgramParts> parseProgramText(std::string_view text);

/// The part of the text that belongs to one `.section`, or the part before.
struct TextSection {
  std::string_view name;
  unsigned line = 0; ///< Of `.section`.
  unsigned column = 1;
  std::string_view body; ///< Begins in the next line.
};

/// The parts of a text, the one before the first `.section` too.
std::vector<TextSection> splitSections(std::string_view text);

} // namespace a3

#endif // A3_PROGRAM_TEXT_H
