//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A run as a picture in time, for the Perfetto UI: a file of the Chrome JSON
// trace-event format, in which a microsecond stands for a cycle.
// docs/simulator.md says what its tracks hold.
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_TRACE_H
#define A3_RUNTIME_TRACE_H

#include "a3/Program/Program.h"
#include "a3/Simulator/Observer.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>

namespace a3 {

/// Cycles from `begin` to before `end`.
struct CycleRange {
  int64_t begin = 0;
  int64_t end = std::numeric_limits<int64_t>::max();

  /// "A:B", where A or B may be left out.
  static Expected<CycleRange> parse(std::string_view text);
};

/// What goes into a trace.
struct TraceOptions {
  int64_t limit = 1000000;        ///< Events; names of tracks are not counted.
  std::vector<std::string> sites; ///< All where there is none.
  CycleRange cycles; ///< Of the whole run; what reaches into it is in.
};

/// Launches of sites, one after the other on one axis of cycles. Each site has
/// a process of tracks: the operations of the model that it stands for, its
/// launches, the fetch unit, the queues, the port, the sorter, and the stages
/// of each unit. Events are written as they come.
class Trace {
public:
  /// The file appears with `commit`. The machine must outlive the trace.
  static Expected<Trace> create(const std::string &path, const Machine &machine,
                                TraceOptions options);
  Trace(Trace &&) noexcept;
  Trace &operator=(Trace &&) = delete;
  ~Trace();

  /// The next launch is of the site with this number, whose places in the model
  /// `site` knows until `endLaunch`. Returns whom the run shall tell until
  /// then, or null where nothing of it is wanted.
  Observer *beginLaunch(size_t number, const std::string &name,
                        const Site *site = nullptr);
  /// Of that launch.
  void endLaunch(const Statistics &statistics);

  /// Writes the end. Errors of the file come here, also earlier ones.
  Expected<void> finish();
  /// Gives the file its name, which another process than that of `finish` may
  /// do.
  Expected<void> publish();
  /// Both.
  Expected<void> commit();

  /// Of all launches so far.
  int64_t cycles() const;
  int64_t events() const;
  /// Where the limit was met: events are missing from this cycle on.
  std::optional<int64_t> cutAt() const;

private:
  class Writer;

  explicit Trace(std::unique_ptr<Writer> writer);

  std::unique_ptr<Writer> writer;
};

} // namespace a3

#endif // A3_RUNTIME_TRACE_H
