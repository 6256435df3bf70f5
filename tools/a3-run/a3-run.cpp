//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Results.h"
#include "a3/Runtime/Confinement.h"
#include "a3/Runtime/NativeCode.h"
#include "a3/Runtime/Npy.h"
#include "a3/Runtime/Report.h"
#include "a3/Runtime/SitesAlone.h"
#include "a3/Support/CommandLine.h"

#include <algorithm>
#include <cstdio>
#include <set>

using namespace a3;

namespace {

Expected<std::vector<Tensor>> readInputs(const Options &options,
                                         const Program &program) {
  auto files = assignFiles(options.inputs, program.inputs, "input");
  if (!files)
    return tl::unexpected(files.error());
  std::vector<Tensor> inputs;
  for (size_t i = 0; i < files->size(); ++i) {
    const std::string &name = (*files)[i];
    const TensorInfo &info = program.inputs[i];
    if (name.empty())
      return usage("input " + std::to_string(i) + " '" + info.name + "' (" +
                   describeTensor(info.element, info.shape) +
                   ") is missing; give it with --input");
    auto file = inFile(InputFile::open(name), name);
    if (!file)
      return tl::unexpected(file.error());
    auto tensor = inFile(parseNpy(file->bytes()), name);
    if (!tensor)
      return tl::unexpected(tensor.error());
    auto checked = inFile(checkTensor(info, *tensor, "input", i), name);
    if (!checked)
      return tl::unexpected(checked.error());
    inputs.push_back(std::move(*tensor));
  }
  return inputs;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle]
                           : (values[middle - 1] + values[middle]) / 2;
}

/// Runs `repeat` times; the times are medians, all else is the same each time,
/// so that the first run alone is told to `run.trace` or `run.detail`.
Expected<RunReport> runRepeatedly(Executable &executable,
                                  std::span<const Tensor> inputs,
                                  std::span<Tensor> outputs,
                                  const Options &options) {
  RunReport report;
  RunOptions runOptions = options.run;
  std::vector<double> hostSeconds, simulationSeconds;
  for (unsigned i = 0; i < options.repeat; ++i) {
    auto run =
        inFile(executable.run(inputs, outputs, runOptions), options.model);
    if (!run)
      return run;
    runOptions.trace = nullptr;
    runOptions.detail = nullptr;
    report = std::move(*run);
    hostSeconds.push_back(report.hostSeconds);
    simulationSeconds.push_back(report.simulationSeconds);
  }
  report.hostSeconds = median(hostSeconds);
  report.simulationSeconds = median(simulationSeconds);
  return report;
}

/// Those of the file for the sites of the program.
Expected<std::map<size_t, Approximations>>
readApproximations(const std::string &name, const Program &program) {
  if (name.empty())
    return {};
  auto file = inFile(InputFile::open(name), name);
  if (!file)
    return tl::unexpected(file.error());
  auto table = inFile(parseApproximations(file->text()), name);
  if (!table)
    return tl::unexpected(table.error());
  return inFile(findSites(program, *table), name);
}

/// What there is to print of a run: a line for standard error, perhaps an empty
/// one, and then the tables.
std::string tablesOf(const Program &program, const Machine &machine,
                     const RunReport &report, const Options &options,
                     const Sinks &sinks) {
  std::string warning =
      sinks.trace ? warningOfTrace(*sinks.trace, "a3-run") : "";
  std::string text = warning.empty() ? "\n" : warning;
  if (!options.quiet)
    text += summary(program, machine, report);
  if (options.details)
    text += details(program, machine, report);
  return text;
}

/// Simulates the sites without the program's code.
Expected<std::string> simulateSites(const ProgramFile &file,
                                    const Options &options, Sinks &sinks) {
  const Program &program = file.program();
  auto report = inFile(runSitesAlone(program, file.machine(), options.run),
                       options.model);
  if (!report)
    return tl::unexpected(report.error());
  auto written = writeResults(
      sinks, {}, statisticsJson(program, file.machine(), *report), nullptr);
  if (!written)
    return tl::unexpected(written.error());
  return tablesOf(program, file.machine(), *report, options, sinks);
}

/// Sites by number.
Expected<std::set<size_t>> findDetailed(const Options &options,
                                        const Program &program) {
  std::set<size_t> found;
  for (const std::string &name : options.detailSites) {
    Expected<size_t> site = findSite(program, name);
    if (!site)
      return usage("--detail-site: " + site.error().message);
    found.insert(*site);
  }
  return found;
}

/// All that executes code of the program: loads it, runs it, and writes the
/// results into files that have no name yet.
Expected<std::string> execute(ProgramFile file, const Options &options,
                              std::span<const Tensor> inputs, Sinks &sinks) {
  auto executable = inFile(Executable::load(std::move(file)), options.model);
  if (!executable)
    return tl::unexpected(executable.error());
  const Program &program = executable->program();
  const Machine &machine = executable->machine();
  auto outputs = inFile(makeOutputs(program), options.model);
  if (!outputs)
    return tl::unexpected(outputs.error());
  auto report = runRepeatedly(*executable, inputs, *outputs, options);
  if (!report)
    return tl::unexpected(report.error());
  auto written =
      writeResults(sinks, *outputs, statisticsJson(program, machine, *report),
                   options.run.detail);
  if (!written)
    return tl::unexpected(written.error());
  return tablesOf(program, machine, *report, options, sinks);
}

void print(const std::string &text) {
  size_t tables = text.find('\n') + 1;
  if (tables > 1)
    std::fputs(text.substr(0, tables).c_str(), stderr);
  std::fputs(text.c_str() + tables, stdout);
}

Expected<void> runProgram(Options options) {
  const std::vector<int> foreign = inheritedDescriptors();
  auto file = inFile(ProgramFile::open(options.model), options.model);
  if (!file)
    return tl::unexpected(file.error());
  const Program &program = file->program();
  if (!options.noNative)
    if (auto checked = inFile(checkTarget(program.target), options.model);
        !checked)
      return tl::unexpected(checked.error());
  Expected<std::vector<Tensor>> inputs = std::vector<Tensor>();
  if (!options.noNative)
    inputs = readInputs(options, program);
  if (!inputs)
    return tl::unexpected(inputs.error());
  auto approximations = readApproximations(options.approximations, program);
  if (!approximations)
    return tl::unexpected(approximations.error());
  options.run.approximations = std::move(*approximations);
  auto detailed = findDetailed(options, program);
  if (!detailed)
    return tl::unexpected(detailed.error());
  RunDetail detail(std::move(*detailed));
  // The trace keeps the machine, and the file goes to the process that runs it.
  const Machine machine = file->machine();
  auto sinks = openSinks(options, program, machine);
  if (!sinks)
    return tl::unexpected(sinks.error());
  if (sinks->trace)
    options.run.trace = &*sinks->trace;
  if (sinks->detail)
    options.run.detail = &detail;
  auto body = [&] {
    return execute(std::move(*file), options, *inputs, *sinks);
  };
  Expected<std::string> text = failure("");
  if (options.noNative)
    text = simulateSites(*file, options, *sinks);
  else if (options.unconfined)
    text = body();
  else
    text = runConfined(options.model, foreign, body);
  if (!text)
    return tl::unexpected(text.error());
  Expected<void> committed = sinks->commit();
  if (committed)
    print(*text);
  return committed;
}

void declareOptions(CLI::App &app, Options &options) {
  app.set_version_flag("--version", "A3 " A3_VERSION);
  app.add_option("MODEL", options.model, "program file; - is standard input")
      ->required();
  app.add_option("--input", options.inputs,
                 "an argument as a .npy file: in order, or name=FILE")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--output", options.outputs,
                 "where to write a result as .npy: in order, or name=FILE; "
                 "results without a file are dropped")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--stats", options.statistics,
                 "write cycles, energy and times as JSON")
      ->type_name("FILE");
  declareTraceOptions(app, options.trace);
  app.add_option("--trace-site", options.trace.options.sites,
                 "trace the launches of this site; may be given several times")
      ->needs("--trace")
      ->allow_extra_args(false)
      ->type_name("NAME");
  auto *detail =
      app.add_option("--detail", options.detail,
                     "write what each query took, as arrays of NumPy")
          ->excludes("--trace")
          ->type_name("FILE");
  app.add_option("--detail-site", options.detailSites,
                 "write there also the operands of this site and what became "
                 "of each row; may be given several times")
      ->needs(detail)
      ->allow_extra_args(false)
      ->type_name("NAME");
  auto setArithmetic = [&options](const std::string &kind) {
    options.run.arithmetic =
        kind == "float" ? Arithmetic::Float : Arithmetic::Fixed;
  };
  app.add_option_function<std::string>(
         "--arithmetic", setArithmetic,
         "fixed, the machine's format, or float, the same in binary32")
      ->check(CLI::IsMember({"fixed", "float"}))
      ->type_name("KIND");
  app.add_option("--approx-file", options.approximations,
                 "M and T of single sites, by name, in place of what they were "
                 "compiled with")
      ->type_name("FILE");
  app.add_option("--threads", options.run.threads,
                 "threads of the host code; all cores by default")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  app.add_option("--repeat", options.repeat,
                 "run N times and report the medians of the times")
      ->check(CLI::Range(1, 1000000))
      ->type_name("N");
  app.add_flag("--details", options.details,
               "print also what stages and queues did in each cycle, energy "
               "by module, and rows of queries");
  app.add_flag("--lost-mass", options.run.lostMass,
               "measure for --details and --stats how much of exact softmax "
               "lies on rows that were not kept; runs each site a second time, "
               "query by query");
  app.add_flag("--quiet", options.quiet, "print no table");
  auto *noNative =
      app.add_flag("--no-native", options.noNative,
                   "execute nothing of the program: simulate each attention "
                   "by itself on random operands");
  for (const char *name : {"--input", "--output", "--repeat", "--detail"})
    noNative->excludes(name);
  app.add_flag("--unconfined", options.unconfined,
               "run the host code with all rights of the user, as debuggers "
               "and sanitizers need it; else it can open no file and reach no "
               "network");
}

} // namespace

int main(int argc, char **argv) {
  Options options;
  CLI::App app("Runs a compiled model on the simulated A3 accelerator.",
               "a3-run");
  declareOptions(app, options);
  return runTool(app, argc, argv, [&]() -> Expected<void> {
    if (options.run.lostMass && !options.details && options.statistics.empty())
      return usage("--lost-mass is shown by --details and --stats; give one");
    return runProgram(options);
  });
}
