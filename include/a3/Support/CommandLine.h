//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SUPPORT_COMMANDLINE_H
#define A3_SUPPORT_COMMANDLINE_H

#include "a3/Support/Expected.h"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace a3 {

/// Parses the command line of a tool and runs `body`, which returns an error
/// that is rendered already. Returns the exit status: 1 for any error, 0
/// otherwise, also after --help and --version.
template <typename Body>
int runTool(CLI::App &app, int argc, char **argv, const Body &body) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    if (error.get_exit_code() == 0)
      return app.exit(error);
    std::fprintf(stderr, "%s: error: %s; see %s --help\n",
                 app.get_name().c_str(), error.what(), app.get_name().c_str());
    return 1;
  }
  Expected<void> result = body();
  if (result && (std::fflush(stdout) != 0 || std::ferror(stdout)))
    result = failure("<stdout>: error: cannot be written");
  if (!result)
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
  return result ? 0 : 1;
}

} // namespace a3

#endif // A3_SUPPORT_COMMANDLINE_H
