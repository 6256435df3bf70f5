//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/ISA/Assembly.h"
#include "a3/ISA/Fetch.h"
#include "a3/Program/Text.h"

using namespace a3;
using namespace a3::fuzz;

/// Sections of a whole program, which may not name files here.
static void readProgram(std::string_view text) {
  if (text.find(".incbin") != text.npos)
    return;
  if (auto parts = parseProgramText(text); !parts)
    requireMessage(parts.error());
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view assembly = text(data, size);
  readProgram(assembly);
  std::vector<unsigned> lines;
  auto stream = isa::assemble(assembly, &lines);
  if (!stream) {
    requireMessage(stream.error());
    require(stream.error().line > 0, "an error of a line names it");
    return 0;
  }
  require(lines.size() == stream->size(), "each instruction has a line");
  for (const isa::Instruction &instruction : *stream) {
    auto decoded = isa::decode(isa::encode(instruction));
    require(decoded && *decoded == instruction, "decode(encode(x)) is x");
  }
  std::string printed = isa::disassemble(*stream);
  auto again = isa::assemble(printed);
  require(again && *again == *stream, "assemble(disassemble(x)) is x");
  size_t culprit = 0;
  if (auto checked = isa::checkStructure(*stream, &culprit); !checked) {
    requireMessage(checked.error());
    require(culprit < stream->size(), "the culprit is an instruction");
  }
  return 0;
}
