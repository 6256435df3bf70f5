//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_EXECUTABLE_H
#define A3_RUNTIME_EXECUTABLE_H

#include "a3/Program/ProgramFile.h"
#include "a3/Runtime/LostMass.h"
#include "a3/Runtime/NativeCode.h"
#include "a3/Runtime/RunDetail.h"
#include "a3/Runtime/SiteCache.h"
#include "a3/Runtime/Tensor.h"
#include "a3/Runtime/Trace.h"
#include "a3/Simulator/Simulator.h"
#include "a3/Support/ThreadPool.h"

namespace a3 {

struct RunOptions {
  Arithmetic arithmetic = Arithmetic::Fixed;
  /// Of the host code; 0 takes all cores. Results do not depend on it.
  unsigned threads = 0;
  Trace *trace = nullptr;      ///< Gets the launches of all sites.
  RunDetail *detail = nullptr; ///< Likewise; a run has one of the two.
  /// Whether to measure `SiteReport::lostMass`, for which each site runs again,
  /// one query after the other.
  bool lostMass = false;
  /// By a site's number: what it leaves out, in place of what was compiled.
  std::map<size_t, Approximations> approximations;
};

/// Those of a table that names sites of the program.
Expected<std::map<size_t, Approximations>>
findSites(const Program &program, const ApproximationTable &table);

/// Tensors for the results of a run, which itself makes those of unknown sizes.
Expected<std::vector<Tensor>> makeOutputs(const Program &program);

/// What one site did in a run, over all its launches.
struct SiteReport {
  int64_t launches = 0;
  Statistics statistics;
  int64_t predictedCycles = 0; ///< Full account, by the cost model.
  /// Format records of the last launch, four factors a head (`Site::formats`).
  std::vector<float> formats;
  std::optional<LostMass> lostMass;
  /// The site of the last launch without its stream, where it is not the
  /// program's: of unknown sizes, or with other rows left out.
  std::optional<Site> launched;

  /// The site with the sizes that are known of it.
  const Site *sized(const Site *site) const {
    return launched ? &*launched : site;
  }
};

struct RunReport {
  Statistics total;
  std::vector<SiteReport> sites; ///< In the program's order.
  double hostSeconds = 0;        ///< Without the simulation.
  double simulationSeconds = 0;
};

/// A program that is ready to run, one run at a time.
class Executable {
public:
  /// What `load` refuses before it maps the host code: streams that are not
  /// for the machine, and code that is missing or for another processor.
  static Expected<void> check(const ProgramFile &file);
  /// Checks the file and loads its host code.
  static Expected<Executable> load(ProgramFile file);

  const Program &program() const { return file.program(); }
  const Machine &machine() const { return file.machine(); }

  /// Calls the entry function on tensors that must be what it declares. The
  /// caller makes the outputs too, but those of unknown sizes, which come back
  /// in the sizes that they have.
  Expected<RunReport> run(std::span<const Tensor> inputs,
                          std::span<Tensor> outputs, const RunOptions &options);

private:
  Executable(ProgramFile file, NativeCode code)
      : file(std::move(file)), code(std::move(code)) {}

  Expected<void> prepareBuffers();

  ProgramFile file;
  NativeCode code;
  Buffer scratch;
  SiteCache sites;
  std::vector<Buffer> sized;         ///< Of intermediate tensors, by number.
  std::optional<Buffer> weightsCopy; ///< Of a program from a pipe.
  std::unique_ptr<ThreadPool> pool;
};

} // namespace a3

#endif // A3_RUNTIME_EXECUTABLE_H
