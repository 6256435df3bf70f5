//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The options of the tools that write traces.
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_TRACECOMMANDLINE_H
#define A3_RUNTIME_TRACECOMMANDLINE_H

#include "a3/Runtime/Trace.h"
#include "a3/Support/CommandLine.h"

namespace a3 {

struct TraceArguments {
  std::string file; ///< Empty for no trace.
  TraceOptions options;
};

inline void declareTraceOptions(CLI::App &app, TraceArguments &arguments) {
  app.add_option("--trace", arguments.file,
                 "write what units and queues did in each cycle, for "
                 "ui.perfetto.dev")
      ->type_name("FILE");
  app.add_option("--trace-limit", arguments.options.limit,
                 "write at most N events; 1000000 by default")
      ->needs("--trace")
      ->check(CLI::Range(int64_t(1), int64_t(1) << 40))
      ->type_name("N");
  auto setCycles = [&arguments](const std::string &text) {
    Expected<CycleRange> range = CycleRange::parse(text);
    if (!range)
      throw CLI::ValidationError("--trace-cycles", range.error().message);
    arguments.options.cycles = *range;
  };
  app.add_option_function<std::string>(
         "--trace-cycles", setCycles,
         "trace the cycles from A to before B of the whole run; either may be "
         "left out")
      ->needs("--trace")
      ->type_name("A:B");
}

/// What a tool says of what a trace lacks: one line, or nothing.
inline std::string warningOfTrace(const Trace &trace, const std::string &tool) {
  std::string cycles = std::to_string(trace.cycles());
  if (auto cut = trace.cutAt())
    return tool + ": warning: the trace was cut after " +
           std::to_string(trace.events()) +
           " events; some are missing from cycle " + std::to_string(*cut) +
           " of " + cycles +
           " on; raise --trace-limit, or choose with --trace-cycles\n";
  if (!trace.events())
    return tool +
           ": warning: nothing of the run is in the trace; the run has " +
           cycles + " cycles\n";
  return "";
}

} // namespace a3

#endif // A3_RUNTIME_TRACECOMMANDLINE_H
