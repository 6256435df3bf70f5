//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TOOLS_A3_RUN_RESULTS_H
#define A3_TOOLS_A3_RUN_RESULTS_H

#include "Options.h"
#include "a3/Support/Files.h"

namespace a3 {

/// The file of each argument: `files` in the arguments' order, or given as
/// name=FILE. Empty where there is none.
Expected<std::vector<std::string>>
assignFiles(const std::vector<std::string> &files,
            const std::vector<TensorInfo> &arguments, const char *kind);

/// A file that the run writes. All are opened before it, so that a wrong path
/// costs no time, and take their names after it, when all are written.
struct Sink {
  std::string name;
  AtomicFile file;

  static Expected<Sink> open(const std::string &name) {
    auto file = inFile(AtomicFile::create(name), name);
    if (!file)
      return tl::unexpected(file.error());
    return Sink{name, std::move(*file)};
  }
  Expected<void> write(std::span<const uint8_t> bytes) {
    return inFile(file.append(bytes), name);
  }
  Expected<void> write(const std::string &text) {
    return write({reinterpret_cast<const uint8_t *>(text.data()), text.size()});
  }
};

struct Sinks {
  std::vector<std::optional<Sink>> outputs; ///< One for each of the program.
  std::optional<Sink> statistics, detail;
  std::optional<Trace> trace;

  /// Gives all files their names.
  Expected<void> commit();
};

Expected<Sinks> openSinks(const Options &options, const Program &program,
                          const Machine &machine);

/// Writes what is wanted of a run, and takes the launches of `detail`, which is
/// null where nobody wants them. Without host code there are no `outputs`.
Expected<void> writeResults(Sinks &sinks, std::span<const Tensor> outputs,
                            const std::string &statistics, RunDetail *detail);

} // namespace a3

#endif // A3_TOOLS_A3_RUN_RESULTS_H
