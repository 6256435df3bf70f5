//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Results.h"
#include "a3/Runtime/DetailArrays.h"
#include "a3/Runtime/Npy.h"

#include <algorithm>
#include <set>

using namespace a3;

namespace {

Expected<Trace> openTrace(const Options &options, const Program &program,
                          const Machine &machine) {
  for (const std::string &name : options.trace.options.sites)
    if (Expected<size_t> found = findSite(program, name); !found)
      return usage("--trace-site: " + found.error().message);
  auto trace =
      Trace::create(options.trace.file, machine, options.trace.options);
  if (!trace)
    return usage(trace.error().message);
  return trace;
}

Expected<void> writeArray(Sink &sink, const Tensor &array) {
  return sink.write(npyHeader(array)).and_then([&] {
    return sink.write(array.bytes());
  });
}

/// Arrays of NumPy one after another: the JSON as bytes, and those of it.
Expected<void> writeDetail(Sink &sink, RunDetail &detail) {
  Expected<DetailArrays> written = detailArrays(std::move(detail.launches));
  if (!written)
    return usage(written.error().message);
  const std::string &launches = written->launches;
  auto text = Tensor::create("i8", {int64_t(launches.size())});
  if (!text)
    return usage(text.error().message);
  std::ranges::copy(launches, text->bytes().begin());
  written->arrays.insert(written->arrays.begin(), std::move(*text));
  for (const Tensor &array : written->arrays)
    if (auto done = writeArray(sink, array); !done)
      return done;
  return {};
}

} // namespace

Expected<std::vector<std::string>>
a3::assignFiles(const std::vector<std::string> &files,
                const std::vector<TensorInfo> &arguments, const char *kind) {
  std::vector<std::string> assigned(arguments.size());
  std::vector<std::string> ordered;
  for (const std::string &file : files) {
    size_t equals = file.find('=');
    std::string name = file.substr(0, equals);
    if (equals == file.npos || name.find('/') != name.npos) {
      ordered.push_back(file);
      continue;
    }
    auto argument = std::ranges::find(arguments, name, &TensorInfo::name);
    if (argument == arguments.end())
      return usage("the program has no " + std::string(kind) + " '" + name +
                   "'; a file of that name is given as ./" + file);
    std::string &place = assigned[size_t(argument - arguments.begin())];
    if (!place.empty())
      return usage(std::string(kind) + " '" + name + "' is given twice");
    place = file.substr(equals + 1);
  }
  auto next = ordered.begin();
  for (std::string &place : assigned)
    if (place.empty() && next != ordered.end())
      place = *next++;
  if (next != ordered.end())
    return usage("the program has " + std::to_string(arguments.size()) + " " +
                 kind + "s, but " + std::to_string(files.size()) +
                 " were given");
  return assigned;
}

Expected<void> Sinks::commit() {
  if (trace)
    if (Expected<void> done = trace->publish(); !done)
      return usage(done.error().message);
  auto publish = [](std::optional<Sink> &sink) -> Expected<void> {
    return sink ? inFile(sink->file.commit(), sink->name) : Expected<void>();
  };
  for (std::optional<Sink> &sink : outputs)
    if (Expected<void> done = publish(sink); !done)
      return done;
  return publish(detail).and_then([&] { return publish(statistics); });
}

Expected<Sinks> a3::openSinks(const Options &options, const Program &program,
                              const Machine &machine) {
  auto files = assignFiles(options.outputs, program.outputs, "output");
  if (!files)
    return tl::unexpected(files.error());
  Sinks sinks;
  std::set<std::string> names;
  auto open = [&](const std::string &name,
                  std::optional<Sink> &sink) -> Expected<void> {
    if (name.empty())
      return {};
    if (!names.insert(name).second)
      return usage("two results would go into '" + name + "'");
    Expected<Sink> opened = Sink::open(name);
    if (!opened)
      return tl::unexpected(opened.error());
    sink.emplace(std::move(*opened));
    return {};
  };
  for (const std::string &name : *files)
    if (auto done = open(name, sinks.outputs.emplace_back()); !done)
      return tl::unexpected(done.error());
  auto done = open(options.statistics, sinks.statistics).and_then([&] {
    return open(options.detail, sinks.detail);
  });
  if (!done)
    return tl::unexpected(done.error());
  if (options.trace.file.empty())
    return sinks;
  if (names.contains(options.trace.file))
    return usage("two results would go into '" + options.trace.file + "'");
  Expected<Trace> trace = openTrace(options, program, machine);
  if (!trace)
    return tl::unexpected(trace.error());
  sinks.trace.emplace(std::move(*trace));
  return sinks;
}

Expected<void> a3::writeResults(Sinks &sinks, std::span<const Tensor> outputs,
                                const std::string &statistics,
                                RunDetail *detail) {
  for (size_t i = 0; i < outputs.size(); ++i)
    if (std::optional<Sink> &sink = sinks.outputs[i])
      if (auto written = writeArray(*sink, outputs[i]); !written)
        return written;
  if (sinks.statistics)
    if (auto written = sinks.statistics->write(statistics); !written)
      return written;
  if (detail)
    if (auto written = writeDetail(*sinks.detail, *detail); !written)
      return written;
  if (sinks.trace)
    if (auto finished = sinks.trace->finish(); !finished)
      return usage(finished.error().message);
  return {};
}
