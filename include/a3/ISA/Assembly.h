//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ISA_ASSEMBLY_H
#define A3_ISA_ASSEMBLY_H

#include "a3/ISA/Instruction.h"

#include <functional>
#include <optional>
#include <string>

namespace a3::isa {

/// One line of assembly without the newline: name, then `field=value` in the
/// table's order, then `wait(...)` and `signal(...)`.
std::string disassemble(const Instruction &instruction);

/// The stream as text, loop bodies indented, with a comment behind each
/// instruction for which `describe` gives one.
std::string disassemble(
    std::span<const Instruction> instructions,
    const std::function<std::string(const Instruction &)> &describe = nullptr);

/// Parses what `disassemble` writes: one instruction a line, commas between
/// fields, `#` starts a comment. Fields that are left out are zero. `lines`
/// gets the line of each instruction.
Expected<std::vector<Instruction>>
assemble(std::string_view text, std::vector<unsigned> *lines = nullptr);

/// One line of it, whose number is that of an error; none where it is empty or
/// a comment.
Expected<std::optional<Instruction>> assembleLine(std::string_view text,
                                                  unsigned line);

/// The name in a line `# name:`, which labels the instruction that follows.
std::optional<std::string_view> labelOf(std::string_view line);

} // namespace a3::isa

#endif // A3_ISA_ASSEMBLY_H
