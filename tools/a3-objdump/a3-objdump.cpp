//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Text.h"
#include "a3/Support/CommandLine.h"

#include <iostream>

using namespace a3;

static constexpr const char *description =
    R"(Prints a program file as text: instruction streams as assembly, all else as
data. a3-as makes the identical program from it.)";

static Expected<void> printFile(const std::string &input,
                                const std::string &folder) {
  std::string name = input == "-" ? "<stdin>" : input;
  Expected<ProgramFile> file = ProgramFile::open(input);
  if (!file)
    return failure(file.error().render(name));
  std::ios::sync_with_stdio(false);
  Expected<void> printed = printProgram(*file, folder, std::cout);
  if (!printed)
    return failure(printed.error().render(name));
  if (!std::cout.flush())
    return failure("<stdout>: error: cannot be written");
  return {};
}

int main(int argc, char **argv) {
  std::string input, folder;
  CLI::App app(description, "a3-objdump");
  app.set_version_flag("--version", "A3 " A3_VERSION);
  app.add_option("PROGRAM", input, "program file; - is standard input")
      ->required();
  app.add_option("--sections", folder,
                 "keep data in files of this folder, which the text names")
      ->type_name("DIR");
  return runTool(app, argc, argv, [&] { return printFile(input, folder); });
}
