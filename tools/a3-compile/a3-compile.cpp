//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Compiler/Compiler.h"

#include "llvm/Config/llvm-config.h"

#include <CLI/CLI.hpp>
#include <algorithm>

int main(int argc, char **argv) {
  mlir::a3::CompilerOptions options;
  bool noOffload = false;
  const std::vector<std::string> presetNames(a3::presetNames.begin(),
                                             a3::presetNames.end());
  std::string preset = presetNames.front();
  CLI::App app("Compiles an exported model (MLIR text or bytecode, in linalg "
               "or TOSA) to a program for an A3 machine.");
  app.set_version_flag("--version",
                       "A3 " A3_VERSION " (LLVM " LLVM_VERSION_STRING ")");
  app.add_option("model", options.input, "The model; - is standard input")
      ->required();
  app.add_option("-o", options.output, "The program file")->required();
  app.add_option("--machine", options.machine,
                 "A built-in machine or a file that describes one")
      ->capture_default_str();
  app.add_option("--entry", options.entry,
                 "The function to run; else the only public one");
  app.add_option("--report", options.report,
                 "A JSON file that says what became of each attention");
  app.add_option("--calibration", options.calibration,
                 "The --stats file of a run on typical data: fixes the formats "
                 "of the heads, which the runtime chooses otherwise");
  app.add_option(
         "--approx", preset,
         "What the machine leaves out: M iterations of the candidate "
         "selection, T percent that a weight must reach of the largest. "
         "conservative is M = n/2, T = 5, aggressive M = n/8, T = 10")
      ->check(CLI::IsMember(presetNames))
      ->capture_default_str();
  app.add_option("--m", options.approximation.m,
                 "M in place of the preset's: a number, or a part of n such as "
                 "0.125n");
  app.add_option("--t", options.approximation.t,
                 "T in percent, in place of the preset's")
      ->check(CLI::Range(0.001, 100.0));
  app.add_option("--preset-rows", options.approximation.presetRows,
                 "What the preset's M is a part of, such as the rows of the "
                 "machine; else the rows of the attention")
      ->check(CLI::PositiveNumber);
  app.add_option("--approx-file", options.approximationFile,
                 "M and T of single attentions, by their names in --report, in "
                 "place of what the other options say; a3.tune writes one");
  app.add_flag(
      "--carry-key-order", options.carryKeyOrder,
      "With M: of each key-value cache, which is an input with new rows behind "
      "it, the order of its keys is one more input (key_order0, ...), and one "
      "more output that is the next step's input, so that nothing is sorted");
  app.add_option("--target-cpu", options.target,
                 "The processor level of the host code, such as x86-64-v3; "
                 "else this machine's");
  app.add_option(
         "--source-prefix-map", options.sourcePrefixMaps,
         "OLD=NEW: where the name of a source file begins with OLD, the "
         "program, the report and messages say NEW in its place, so "
         "that they do not depend on folders; of several that fit, the "
         "last counts")
      ->allow_extra_args(false);
  app.add_flag("--require-offload", options.requireOffload,
               "Attention that stays on the host is an error");
  app.add_flag("--no-offload", noOffload,
               "Compile all attention for the host (for debugging)")
      ->excludes("--require-offload")
      ->excludes("--carry-key-order");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? 0 : 1;
  }
  options.offload = !noOffload;
  options.approximation.preset =
      a3::Preset(std::ranges::find(presetNames, preset) - presetNames.begin());
  return mlir::succeeded(mlir::a3::compile(options)) ? 0 : 1;
}
