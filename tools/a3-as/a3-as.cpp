//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Text.h"
#include "a3/Support/CommandLine.h"
#include "a3/Support/Files.h"

using namespace a3;

static constexpr const char *description =
    R"(Makes a program file from assembly text.

Text that a3-objdump prints gives the identical program back. Text without
.section is a bare instruction stream: it becomes the only site of a program
without native code, for the machine a3-hpca20. Instructions are described in
docs/instructions.md. Files that .incbin names are relative to the current
folder.)";

static Expected<void> assembleFile(const std::string &input,
                                   const std::string &output) {
  std::string name = input == "-" ? "<stdin>" : input;
  Expected<InputFile> file = InputFile::open(input);
  if (!file)
    return failure(file.error().render(name));
  Expected<ProgramParts> parts = parseProgramText(file->text());
  if (!parts)
    return failure(parts.error().render(name));
  WeightBlock weights{0, parts->weights};
  Expected<void> written =
      writeProgram(parts->program, parts->native, {&weights, 1}, output);
  if (!written)
    return failure(written.error().render("a3-as"));
  return {};
}

int main(int argc, char **argv) {
  std::string input, output;
  CLI::App app(description, "a3-as");
  app.set_version_flag("--version", "A3 " A3_VERSION);
  app.add_option("TEXT", input, "assembly text; - is standard input")
      ->required();
  app.add_option("-o,--output", output, "the program file to write")
      ->required()
      ->type_name("FILE");
  return runTool(app, argc, argv, [&] { return assembleFile(input, output); });
}
