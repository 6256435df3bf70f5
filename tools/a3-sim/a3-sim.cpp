//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryImages.h"
#include "a3/Debugger/Debugger.h"
#include "a3/Program/Prediction.h"
#include "a3/Program/ProgramFile.h"
#include "a3/Runtime/Balance.h"
#include "a3/Runtime/Report.h"
#include "a3/Runtime/TraceCommandLine.h"
#include "a3/Support/CommandLine.h"
#include "a3/Support/Files.h"

#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

using namespace a3;

namespace {

constexpr const char *description =
    R"(Runs an instruction stream on the simulated A3 accelerator.

The stream is assembly text (docs/instructions.md), or that of a site of a
program file. Its memory slots are filled from files: .npy, or bytes. With
--debug it runs by commands from standard input; docs/simulator.md shows how.)";

struct Options {
  std::string input, machine;
  std::vector<std::string> sites, memory, outputs;
  TraceArguments trace;
  Arithmetic arithmetic = Arithmetic::Fixed;
  bool json = false, debug = false;
};

/// What is run: streams, and the sites that they are of if it is a program.
struct Work {
  Machine machine;
  std::vector<StreamSource> sources;
  std::vector<Site> sites; ///< One a source, or none.

  /// Null for a bare stream, also for one in a program file.
  const Site *site(size_t index) const {
    bool bare = sites.empty() || sites[index].query.sizes.empty();
    return bare ? nullptr : &sites[index];
  }

  /// Whose tracks a source has in a trace: those of the first with its name.
  size_t process(size_t index) const {
    return size_t(
        std::ranges::find(sources, sources[index].site, &StreamSource::site) -
        sources.begin());
  }
};

/// A message of one line or of several, each with its place.
tl::unexpected<Error> inStream(std::string rendered) {
  return tl::unexpected(Error{std::move(rendered)});
}

tl::unexpected<Error> usage(const std::string &message) {
  return failure("a3-sim: error: " + message);
}

Expected<Machine> readMachine(const std::string &nameOrFile) {
  Expected<Machine> machine = loadMachine(nameOrFile);
  if (!machine)
    return failure(machine.error().render(nameOrFile));
  return machine;
}

Expected<Work> readText(const Options &options, std::string_view text,
                        const std::string &name) {
  if (!options.sites.empty())
    return usage("--site chooses from a program file, but '" + name +
                 "' is text");
  Expected<StreamSource> source = StreamSource::parse(text, name);
  if (!source)
    return failure(source.error().render(name));
  auto machine =
      readMachine(options.machine.empty() ? "a3-hpca20" : options.machine);
  if (!machine)
    return tl::unexpected(machine.error());
  return Work{*machine, {std::move(*source)}, {}};
}

Expected<Work> readProgram(const Options &options) {
  Expected<ProgramFile> file = ProgramFile::open(options.input);
  if (!file)
    return failure(file.error().render(options.input));
  const Program &program = file->program();
  Work work{file->machine(), {}, {}};
  if (!options.machine.empty()) {
    auto machine = readMachine(options.machine);
    if (!machine)
      return tl::unexpected(machine.error());
    work.machine = *machine;
  }
  std::vector<std::string> names = options.sites;
  if (names.empty()) {
    if (program.sites.size() != 1)
      return usage(fmt::format("the program has {} sites; choose with --site",
                               program.sites.size()));
    names.push_back(program.sites[0].name);
  }
  for (const std::string &name : names) {
    Expected<size_t> index = findSite(program, name);
    if (!index)
      return usage(index.error().message);
    const Site &site = program.sites[*index];
    if (!site.isSized())
      return usage("site '" + name +
                   "' has no stream before a launch, which knows its sizes; "
                   "use a3-run");
    work.sources.push_back({options.input, name, site.stream, {}, {}});
    work.sites.push_back(site);
  }
  return work;
}

Expected<Work> readWork(const Options &options) {
  std::string name = options.input == "-" ? "<stdin>" : options.input;
  Expected<InputFile> file = InputFile::open(options.input);
  if (!file)
    return failure(file.error().render(name));
  if (options.input != "-" && file->text().starts_with("\x7f"
                                                       "ELF"))
    return readProgram(options);
  return readText(options, file->text(), name);
}

/// Format records for a site without a file of them: its own, or chosen from
/// the data as a3-run does, for which it returns `rangeBytes`.
Expected<std::vector<RangeBytes>>
provideFormats(MemoryImages &images, const Site &site, const Machine &machine) {
  if (!site.formats.empty()) {
    images.setFormats(site.formats);
    return std::vector<RangeBytes>();
  }
  std::vector<Memory> memory = images.slots();
  memory.resize(numSlots);
  auto operand = [&](Slot slot, const OperandInfo &info) -> const float * {
    const Memory &image = memory[size_t(slot)];
    return int64_t(image.size()) < info.bytes
               ? nullptr
               : reinterpret_cast<const float *>(image.data());
  };
  SiteOperands operands{operand(Slot::Query, site.query),
                        operand(Slot::Key, site.key),
                        operand(Slot::Value, site.value), nullptr, nullptr};
  if (!operands.query || !operands.key || !operands.value)
    return usage(fmt::format("site {} reads {}, {} and {} bytes of slots 0, 1 "
                             "and 2, but {}, {} and {} were given",
                             site.name, site.query.bytes, site.key.bytes,
                             site.value.bytes, memory[0].size(),
                             memory[1].size(), memory[2].size()));
  images.setFormats(
      balance(measureRanges(site, operands), site.scale, machine));
  return rangeBytes(site);
}

Expected<Statistics> runToEnd(Simulation &simulation,
                              const StreamSource &source) {
  while (true) {
    auto next = simulation.next();
    if (!next)
      return inStream(source.render(simulation.stalls()));
    if (!*next)
      return simulation.statistics();
    if (Expected<bool> stepped = simulation.step(); !stepped)
      return inStream(source.render(stepped.error()));
  }
}

/// Checks the stream without its data, where each step has a place to report,
/// and then runs it the fast way.
Expected<Statistics> runAtOnce(const StreamSource &source,
                               std::span<const Memory> memory,
                               const Machine &machine, Arithmetic arithmetic,
                               Observer *observer,
                               std::span<const RangeBytes> paid) {
  std::vector<int64_t> sizes = sizesOf(memory);
  auto check = Simulation::createWithoutData(source.stream, sizes, machine);
  if (!check)
    return inStream(source.render(check.error()));
  if (auto checked = runToEnd(*check, source); !checked)
    return checked;
  auto simulation =
      Simulation::createAhead(source.stream, memory, machine, arithmetic,
                              /*pool=*/nullptr, observer, paid);
  if (!simulation)
    return inStream(source.render(simulation.error()));
  return runToEnd(*simulation, source);
}

/// None where the debugger was left before the end of the stream.
Expected<std::optional<Statistics>>
runInDebugger(Debugger &debugger, const StreamSource &source,
              std::span<const Memory> memory, const Machine &machine,
              Arithmetic arithmetic, Observer *observer,
              std::span<const RangeBytes> paid, bool isLast) {
  auto simulation = Simulation::create(source.stream, memory, machine,
                                       arithmetic, observer, paid);
  if (!simulation)
    return inStream(source.render(simulation.error()));
  switch (debugger.run(*simulation, source, machine, arithmetic, isLast)) {
  case Debugger::Outcome::Finished:
    return simulation->statistics();
  case Debugger::Outcome::Failed:
    return inStream(debugger.error());
  case Debugger::Outcome::Quit:
    break;
  }
  return std::nullopt;
}

/// Statistics of one stream, or none where the debugger was left before its
/// end.
Expected<std::optional<Statistics>>
runStream(const Work &work, size_t index, Arithmetic arithmetic,
          MemoryImages &images, Debugger *debugger, Trace *trace) {
  const StreamSource &source = work.sources[index];
  std::vector<RangeBytes> paid;
  if (images.needsFormats()) {
    auto bytes = provideFormats(images, *work.site(index), work.machine);
    if (!bytes)
      return tl::unexpected(bytes.error());
    paid = std::move(*bytes);
  }
  std::vector<Memory> memory = images.slots();
  Observer *observer = trace ? trace->beginLaunch(work.process(index),
                                                  source.site, work.site(index))
                             : nullptr;
  Expected<std::optional<Statistics>> statistics;
  if (debugger)
    statistics =
        runInDebugger(*debugger, source, memory, work.machine, arithmetic,
                      observer, paid, index + 1 == work.sources.size());
  else
    statistics =
        runAtOnce(source, memory, work.machine, arithmetic, observer, paid);
  if (!statistics || !*statistics)
    return statistics;
  if (trace)
    trace->endLaunch(**statistics);
  return statistics;
}

/// A file for a slot. All are opened before the run, so that a wrong path costs
/// no time, and take their names after it.
struct Sink {
  unsigned slot;
  std::string name;
  AtomicFile file;
};

Expected<std::vector<Sink>> openSinks(const SlotFiles &outputs,
                                      const StreamSource &source) {
  auto uses = isa::slotUses(source.stream);
  std::vector<Sink> sinks;
  for (const auto &[slot, name] : outputs) {
    if (auto use = uses.find(slot); use == uses.end() || !use->second.writes)
      return usage(fmt::format("the stream writes nothing to slot {}, which "
                               "--output {}={} asks for",
                               slot, slot, name));
    if (std::ranges::find(sinks, name, &Sink::name) != sinks.end())
      return usage("two slots would go into '" + name + "'");
    Expected<AtomicFile> file = AtomicFile::create(name);
    if (!file)
      return usage(file.error().message);
    sinks.push_back({slot, name, std::move(*file)});
  }
  return sinks;
}

Expected<void> writeOutputs(const MemoryImages &images, std::span<Sink> sinks) {
  for (Sink &sink : sinks) {
    Expected<std::vector<uint8_t>> bytes =
        images.contents(sink.slot, sink.name);
    if (!bytes)
      return tl::unexpected(bytes.error());
    if (Expected<void> written = sink.file.append(*bytes); !written)
      return usage(written.error().message);
  }
  for (Sink &sink : sinks)
    if (Expected<void> written = sink.file.commit(); !written)
      return usage(written.error().message);
  return {};
}

/// A trace that is there only if it was asked for.
Expected<std::optional<Trace>> openTrace(const Options &options,
                                         std::span<const Sink> sinks,
                                         const Machine &machine) {
  const std::string &name = options.trace.file;
  if (name.empty())
    return std::nullopt;
  if (std::ranges::find(sinks, name, &Sink::name) != sinks.end())
    return usage("two results would go into '" + name + "'");
  Expected<Trace> trace = Trace::create(name, machine, options.trace.options);
  if (!trace)
    return usage(trace.error().message);
  return std::optional<Trace>(std::move(*trace));
}

Expected<void> writeTrace(std::optional<Trace> &trace) {
  if (!trace)
    return {};
  if (Expected<void> written = trace->commit(); !written)
    return usage(written.error().message);
  std::fputs(warningOfTrace(*trace, "a3-sim").c_str(), stderr);
  return {};
}

Expected<void> run(const Options &options) {
  if (options.debug && options.input == "-")
    return usage("--debug reads commands from standard input; give the stream "
                 "as a file");
  auto files = parseSlotFiles(options.memory, "--memory");
  if (!files)
    return tl::unexpected(files.error());
  auto outputs = parseSlotFiles(options.outputs, "--output");
  if (!outputs)
    return tl::unexpected(outputs.error());
  Expected<Work> work = readWork(options);
  if (!work)
    return tl::unexpected(work.error());
  if (work->sources.size() > 1 && !outputs->empty())
    return usage("--output needs one --site, whose results it writes");
  auto sinks = openSinks(*outputs, work->sources[0]);
  if (!sinks)
    return tl::unexpected(sinks.error());
  auto trace = openTrace(options, *sinks, work->machine);
  if (!trace)
    return tl::unexpected(trace.error());

  std::optional<Debugger> debugger;
  if (options.debug)
    debugger.emplace(std::cin, std::cout, isatty(STDIN_FILENO) ? "(a3) " : "");
  std::vector<StreamReport> reports;
  for (size_t i = 0; i < work->sources.size(); ++i) {
    auto images = MemoryImages::create(work->sources[i], work->site(i), *files);
    if (!images)
      return tl::unexpected(images.error());
    auto statistics =
        runStream(*work, i, options.arithmetic, *images,
                  debugger ? &*debugger : nullptr, *trace ? &**trace : nullptr);
    if (!statistics)
      return tl::unexpected(statistics.error());
    if (!*statistics)
      return {};
    reports.push_back({work->sources[i].site, **statistics});
    if (auto written = writeOutputs(*images, *sinks); !written)
      return written;
  }
  if (auto written = writeTrace(*trace); !written)
    return written;
  std::cout << (options.json ? streamStatisticsJson(work->machine, reports)
                             : streamSummary(work->machine, reports));
  return {};
}

void declareOptions(CLI::App &app, Options &options) {
  app.set_version_flag("--version", "A3 " A3_VERSION);
  app.add_option("STREAM", options.input,
                 "assembly text, or a program file; - is text from standard "
                 "input")
      ->required();
  app.add_option("--site", options.sites,
                 "the site of a program file; several run one after another")
      ->allow_extra_args(false)
      ->type_name("NAME");
  app.add_option("--memory", options.memory,
                 "fill a memory slot from a .npy file or, with any other "
                 "name, from bytes")
      ->allow_extra_args(false)
      ->type_name("SLOT=FILE");
  app.add_option("--output", options.outputs,
                 "write a memory slot in the end, likewise")
      ->allow_extra_args(false)
      ->type_name("SLOT=FILE");
  app.add_option("--machine", options.machine,
                 "a machine's name or file; a3-hpca20, or the program's")
      ->type_name("NAME|FILE");
  auto setArithmetic = [&options](const std::string &kind) {
    options.arithmetic =
        kind == "float" ? Arithmetic::Float : Arithmetic::Fixed;
  };
  app.add_option_function<std::string>(
         "--arithmetic", setArithmetic,
         "fixed, the machine's format, or float, the same in binary32")
      ->check(CLI::IsMember({"fixed", "float"}))
      ->type_name("KIND");
  declareTraceOptions(app, options.trace);
  app.add_flag("--json", options.json, "print cycles and energy as JSON");
  app.add_flag("--debug", options.debug,
               "run by commands from standard input; help lists them");
}

} // namespace

int main(int argc, char **argv) {
  Options options;
  CLI::App app(description, "a3-sim");
  declareOptions(app, options);
  return runTool(app, argc, argv, [&] { return run(options); });
}
