// SPDX-License-Identifier: Apache-2.0
// One program out of several: the files of a driver, then the OS models and harnesses on top.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diag.hpp"
#include "core/ir/program.hpp"

namespace sdvlite::ir {

/// Links the files of one driver into `out` (an empty program). External names are resolved to
/// their one definition (two are an error; a function and a variable are kept apart), statics of different files are kept apart (`Foo@b.c`,
/// `display_name` stays), records of one tag become one; when their layouts differ both are kept
/// (`_EXT@b.c`) with a warning. Spans in `sink` refer to `out.sources`. False after an error.
bool link_drivers(std::vector<Program>&& files, Program& out, base::DiagSink& sink);

/// What became of the procedures of the models.
struct ModelReport {
    struct Dropped {
        std::string proc;    ///< name of the model's procedure; it is kept without a body
        std::string reason;  ///< "struct _IRP has no field 'Cancel' in the driver"
        base::Span span;     ///< of the procedure
    };
    std::vector<Dropped> dropped;
    /// Names that the driver defines itself, so that the model's procedure was not taken.
    std::vector<std::string> defined_by_driver;
    /// Names of procedures that a later model replaced.
    std::vector<std::string> replaced;
};

/// Links models and harnesses onto a driver. A model's view of a record is replaced by the
/// driver's record of that name, fields are found again by name; a model procedure that needs
/// something which the driver's record lacks is dropped. A model procedure becomes the body of the
/// driver's body-less one of that name, whose type stays (casts are inserted); a driver's own
/// definition wins over the model's; later models win over earlier ones. Procedures of a model
/// whose origin says Driver get `OsModel`. False after an error (in `sink`).
bool link_models(Program& driver, std::vector<Program>&& models, ModelReport& report, base::DiagSink& sink);

/// The number of a role's detail: IRP_MJ_READ is 3. Nothing when it is not known.
using DetailCode = std::function<std::optional<std::uint64_t>(std::string_view detail)>;

/// An annotation of a procedure that has a role for all details: `not_for:IRP_MJ_PNP`, one that another procedure has instead.
inline constexpr std::string_view kNotFor = "not_for:";

/// An annotation of a procedure: its parameter N (from 1) is never NULL when it is called from outside.
inline constexpr std::string_view kGiven = "given:";
bool is_given(const Proc& proc, std::size_t parameter);

/// Replaces each Invoke by a choice over calls to all procedures that have the role, one for each
/// detail, the `before` procedure called first; by nothing when there is no such procedure.
/// Arguments are cast; what a procedure wants beyond them is arbitrary. An unknown detail, or none,
/// is an arbitrary integer (kNotFor apart); a parameter that is given (kGiven) is not NULL.
void expand_invokes(Program& program, const DetailCode& code);

}  // namespace sdvlite::ir
