// SPDX-License-Identifier: Apache-2.0
// The records of models on top of a driver's. A model shows the fields that it needs: where the driver has the record,
// that one counts; where it has not, all the models' views of it together become the record.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/ir/program.hpp"

namespace sdvlite::ir {

class ModelRecords {
public:
    ModelRecords(TypeTable& driver, const std::vector<Program>& models);

    /// For each record of the model number `model` the one that it is in the driver.
    const std::vector<RecordId>& map(std::size_t model) const { return maps_[model]; }

private:
    struct View {
        std::size_t model;
        RecordId record;
    };

    void collect(std::size_t model);
    void collect_owned(std::size_t model, RecordId record, RecordId target);
    void add_view(std::size_t model, RecordId record, RecordId target);
    void define(RecordId target);
    void copy_view(const View& view, Record& out);
    void add_fields(const View& view, Record& out);
    TypeId import(std::size_t model, TypeId type);
    RecordId named_target(const Record& record);

    TypeTable& driver_;
    const std::vector<Program>& models_;
    std::vector<std::vector<RecordId>> maps_;
    std::unordered_map<std::uint32_t, std::vector<View>> views_;  // of the targets that models define
    std::vector<RecordId> order_;                                 // those targets, as they were found
    std::unordered_map<std::uint32_t, bool> defined_;
};

}  // namespace sdvlite::ir
