//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace a3;

static constexpr size_t bufferBytes = 1 << 16;

std::string a3::jsonString(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false,
                                   nlohmann::json::error_handler_t::replace);
}

Expected<TraceFile> TraceFile::create(const std::string &path) {
  Expected<AtomicFile> file = AtomicFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  return TraceFile(std::move(*file));
}

void TraceFile::flush() {
  std::span<const uint8_t> bytes(
      reinterpret_cast<const uint8_t *>(buffer.data()), buffer.size());
  if (!error)
    if (Expected<void> written = file.append(bytes); !written)
      error = written.error();
  buffer.clear();
}

void TraceFile::write(std::string_view event) {
  buffer += isFirst ? "\n" : ",\n";
  isFirst = false;
  buffer += event;
  if (buffer.size() >= bufferBytes)
    flush();
}

void TraceFile::nameProcess(int64_t process, std::string_view name) {
  write(fmt::format(
      R"({{"ph":"M","pid":{0},"name":"process_name","args":{{"name":{1}}}}},
{{"ph":"M","pid":{0},"name":"process_sort_index","args":{{"sort_index":{0}}}}},
{{"ph":"M","pid":{0},"name":"process_labels","args":{{"labels":"1 us is 1 cycle"}}}})",
      process, name));
}

void TraceFile::nameThread(TraceTrack track, std::string_view name,
                           int64_t rank) {
  write(fmt::format(
      R"({{"ph":"M","pid":{0},"tid":{1},"name":"thread_name","args":{{"name":{2}}}}},
{{"ph":"M","pid":{0},"tid":{1},"name":"thread_sort_index","args":{{"sort_index":{3}}}}})",
      track.process, track.thread, name, rank));
}

void TraceFile::slice(TraceTrack track, std::string_view category,
                      std::string_view name, int64_t begin, int64_t end,
                      std::string_view arguments) {
  write(fmt::format(
      R"({{"ph":"X","pid":{},"tid":{},"ts":{},"dur":{},"cat":"{}","name":{},"args":{}}})",
      track.process, track.thread, begin, end - begin, category, name,
      arguments));
}

void TraceFile::counter(int64_t process, std::string_view name, int64_t time,
                        std::string_view values) {
  write(fmt::format(R"({{"ph":"C","pid":{},"ts":{},"name":{},"args":{}}})",
                    process, time, name, values));
}

void TraceFile::flow(char phase, TraceTrack track, int64_t number,
                     int64_t time) {
  // Without "bp", the end would be in the next slice.
  write(fmt::format(
      R"({{"ph":"{}",{}"pid":{},"tid":{},"ts":{},"id":{},"cat":"model","name":"model"}})",
      phase, phase == 'f' ? R"("bp":"e",)" : "", track.process, track.thread,
      time, number));
}

void TraceFile::mark(TraceTrack track, std::string_view name, int64_t time) {
  write(
      fmt::format(R"({{"ph":"i","s":"g","pid":{},"tid":{},"ts":{},"name":{}}})",
                  track.process, track.thread, time, name));
}

Expected<void> TraceFile::finish(std::string_view metadata) {
  buffer += "\n],\"displayTimeUnit\":\"ns\",\"metadata\":";
  buffer += metadata;
  buffer += "}\n";
  flush();
  if (error)
    return tl::unexpected(*error);
  return {};
}
