//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TOOLS_A3_RUN_OPTIONS_H
#define A3_TOOLS_A3_RUN_OPTIONS_H

#include "a3/Runtime/Executable.h"
#include "a3/Runtime/TraceCommandLine.h"
#include "a3/Support/Expected.h"

namespace a3 {

struct Options {
  std::string model;
  std::vector<std::string> inputs, outputs;
  std::string statistics, approximations, detail;
  std::vector<std::string> detailSites;
  TraceArguments trace;
  RunOptions run;
  unsigned repeat = 1;
  bool quiet = false, details = false, unconfined = false;
  bool noNative = false;
};

/// Errors as `runTool` prints them, with their file.
template <typename T>
Expected<T> inFile(Expected<T> result, const std::string &file) {
  if (result)
    return result;
  return failure(result.error().render(file));
}

/// An error of the command line, or of a file that has no name yet.
inline tl::unexpected<Error> usage(const std::string &message) {
  return failure("a3-run: error: " + message);
}

} // namespace a3

#endif // A3_TOOLS_A3_RUN_OPTIONS_H
