//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Events of the Chrome JSON trace-event format, as a stream. Names and
// arguments that are passed in are JSON.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_RUNTIME_TRACEFILE_H
#define A3_LIB_RUNTIME_TRACEFILE_H

#include "a3/Support/Files.h"

#include <optional>
#include <string>

namespace a3 {

/// Text as a JSON string. Bytes that are not UTF-8 are replaced.
std::string jsonString(std::string_view text);

/// Where an event is drawn. Numbers of threads are unique in a file; the first
/// thread of a process has its number.
struct TraceTrack {
  int64_t process, thread;
};

class TraceFile {
public:
  static Expected<TraceFile> create(const std::string &path);

  void nameProcess(int64_t process, std::string_view name);
  /// Threads of a process are drawn in the order of `rank`.
  void nameThread(TraceTrack track, std::string_view name, int64_t rank);
  void slice(TraceTrack track, std::string_view category, std::string_view name,
             int64_t begin, int64_t end, std::string_view arguments);
  void counter(int64_t process, std::string_view name, int64_t time,
               std::string_view values);
  /// A flow begins ('s'), goes on ('t') or ends ('f') in the slice of the track
  /// that lies there. Numbers of flows are unique in a file.
  void flow(char phase, TraceTrack track, int64_t number, int64_t time);
  /// A mark through all tracks.
  void mark(TraceTrack track, std::string_view name, int64_t time);

  /// Ends the file. The first error of any call.
  Expected<void> finish(std::string_view metadata);
  /// Gives the file its name.
  Expected<void> publish() { return file.commit(); }

private:
  explicit TraceFile(AtomicFile file) : file(std::move(file)) {}

  void write(std::string_view event);
  void flush();

  AtomicFile file;
  std::string buffer = "{\"traceEvents\":[";
  bool isFirst = true;
  std::optional<Error> error;
};

} // namespace a3

#endif // A3_LIB_RUNTIME_TRACEFILE_H
