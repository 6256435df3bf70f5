//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_DEBUGGER_STREAMSOURCE_H
#define A3_DEBUGGER_STREAMSOURCE_H

#include "a3/ISA/Instruction.h"
#include "a3/Simulator/Inspection.h"

#include <map>
#include <string>

namespace a3 {

/// A stream with the places and labels of its text, if it has one.
struct StreamSource {
  struct Place {
    unsigned line, column; ///< From 1.
  };

  std::string file;
  std::string site; ///< Empty for a bare stream.
  std::vector<isa::Instruction> stream;
  std::vector<Place> places; ///< One an instruction, or none.
  /// A comment `# name:` alone in its line names the instruction that follows.
  std::multimap<std::string, size_t, std::less<>> labels;

  /// Reads assembly (a3/ISA/Assembly.h). Refuses loops that do not nest.
  static Expected<StreamSource> parse(std::string_view text, std::string file);

  /// "file:12:3", or "file: site name, instruction 7".
  std::string place(size_t instruction) const;

  /// An error of this stream as tools print it.
  std::string render(const Error &error) const;

  /// An error and a note for each queue that waits, for a machine that can
  /// make no progress.
  std::string render(std::span<const Stall> stalls) const;
};

/// "waits for a token of the compute queue", without who waits.
std::string describe(const Stall &stall);

} // namespace a3

#endif // A3_DEBUGGER_STREAMSOURCE_H
