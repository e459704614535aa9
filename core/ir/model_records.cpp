// SPDX-License-Identifier: Apache-2.0
#include "core/ir/model_records.hpp"

#include <algorithm>

#include "core/ir/layout.hpp"

namespace sdvlite::ir {

namespace {

TypeId innermost(const TypeTable& types, TypeId t) {
    t = types.without_arrays(t);
    return t;
}

bool same_layout(const Record& a, const Record& b) {
    return a.size == b.size && a.align == b.align && a.is_union == b.is_union &&
           std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                      [](const Field& f, const Field& g) {
                          return f.name == g.name && f.offset == g.offset && f.bit_offset == g.bit_offset &&
                                 f.bit_width == g.bit_width;
                      });
}

}  // namespace

ModelRecords::ModelRecords(TypeTable& driver, const std::vector<Program>& models)
    : driver_(driver), models_(models), maps_(models.size()) {
    for (std::size_t m = 0; m < models.size(); ++m) collect(m);
    for (std::size_t i = 0; i < order_.size(); ++i) define(order_[i]);
}

// Records with a tag go by it; those without go by the field that holds them.
void ModelRecords::collect(std::size_t model) {
    const TypeTable& types = models_[model].types;
    maps_[model].assign(types.record_count(), RecordId{});
    for (std::size_t i = 0; i < types.record_count(); ++i) {
        const Record& r = types.rec(RecordId(i));
        if (r.anonymous) continue;
        const RecordId target = named_target(r);
        maps_[model][i] = target;
        if (r.complete) add_view(model, RecordId(i), target);
    }
    for (std::size_t i = 0; i < types.record_count(); ++i) {
        if (!types.rec(RecordId(i)).anonymous) collect_owned(model, RecordId(i), maps_[model][i]);
    }
    for (std::size_t i = 0; i < types.record_count(); ++i) {
        if (maps_[model][i].valid()) continue;  // left are those whose owner in the driver lacks the field
        const RecordId target = named_target(types.rec(RecordId(i)));
        maps_[model][i] = target;
        if (types.rec(RecordId(i)).complete) add_view(model, RecordId(i), target);
    }
}

RecordId ModelRecords::named_target(const Record& record) {
    std::string name = record.name;
    for (RecordId known = driver_.find_record(name); known.valid(); known = driver_.find_record(name)) {
        // A made-up name says nothing about the driver's record of that name, nor does a struct's about a union.
        const bool ours = views_.count(known.value) != 0;
        if (driver_.rec(known).is_union == record.is_union && (ours || !record.anonymous)) return known;
        name += "@model";
    }
    const RecordId fresh = driver_.record(name, record.is_union);
    driver_.rec(fresh).anonymous = record.anonymous;
    return fresh;
}

void ModelRecords::add_view(std::size_t model, RecordId record, RecordId target) {
    if (driver_.rec(target).complete) return;
    auto [it, fresh] = views_.try_emplace(target.value);
    if (fresh) order_.push_back(target);
    it->second.push_back({model, record});
}

// The anonymous records inside `record`, which is `target` in the driver. Recursion: as deep as records nest.
void ModelRecords::collect_owned(std::size_t model, RecordId record, RecordId target) {
    const TypeTable& types = models_[model].types;
    for (const Field& f : types.rec(record).fields) {
        const TypeId type = innermost(types, f.type);
        if (!types.is_record(type)) continue;
        const RecordId inner = types[type].record;
        if (!types.rec(inner).anonymous || maps_[model][inner.index()].valid()) continue;
        RecordId there;
        if (!driver_.rec(target).complete) {
            there = named_target(types.rec(inner));
            add_view(model, inner, there);
        } else if (f.name.empty()) {
            there = target;
        } else {
            const auto path = find_field(driver_, target, f.name);
            RecordId at = target;
            for (std::uint32_t i : path) {
                const TypeId t = innermost(driver_, driver_.rec(at).fields[i].type);
                at = driver_.is_record(t) ? driver_[t].record : RecordId{};
                if (!at.valid()) break;
            }
            if (!path.empty()) there = at;
        }
        if (!there.valid()) continue;
        maps_[model][inner.index()] = there;
        collect_owned(model, inner, there);
    }
}

TypeId ModelRecords::import(std::size_t model, TypeId type) {
    const Type t = models_[model].types[type];  // recursion: within kMaxTypeDepth
    switch (t.kind) {
        case TypeKind::Void: return driver_.void_type();
        case TypeKind::Int: return driver_.integer(t.bits, t.is_signed);
        case TypeKind::Float: return driver_.floating(t.bits);
        case TypeKind::Pointer: return driver_.pointer(import(model, t.element));
        case TypeKind::Array: return driver_.array(import(model, t.element), t.count);
        case TypeKind::Record: return driver_.record_type(maps_[model][t.record.index()]);
        case TypeKind::Function: break;
    }
    std::vector<TypeId> params;
    for (TypeId p : t.params) params.push_back(import(model, p));
    return driver_.function(import(model, t.element), std::move(params), t.variadic);
}

// Recursion: records that are held by value first, so as deep as records nest.
void ModelRecords::define(RecordId target) {
    if (!defined_.emplace(target.value, true).second) return;
    const std::vector<View> views = views_[target.value];
    for (const View& v : views) {
        const TypeTable& types = models_[v.model].types;
        for (const Field& f : types.rec(v.record).fields) {
            const TypeId type = innermost(types, f.type);
            if (!types.is_record(type)) continue;
            const RecordId inner = maps_[v.model][types[type].record.index()];
            if (views_.count(inner.value) != 0) define(inner);
        }
    }
    Record out = driver_.rec(target);
    copy_view(views.front(), out);
    const Record& first = models_[views[0].model].types.rec(views[0].record);
    const bool all_same = std::all_of(views.begin(), views.end(), [&](const View& v) {
        return same_layout(models_[v.model].types.rec(v.record), first);
    });
    if (!all_same) {
        for (const View& v : views) add_fields(v, out);
    }
    // The parts may have grown with other models' views, so the layout is made anew unless it was explicit.
    if (!all_same || has_natural_layout(models_[views[0].model].types, first)) {
        Layout layout(driver_, out.is_union);
        for (Field& f : out.fields) layout.place(f);
        layout.finish(out);
    }
    out.complete = true;
    out.partial = true;
    driver_.rec(target) = std::move(out);
}

void ModelRecords::copy_view(const View& view, Record& out) {
    const Record& r = models_[view.model].types.rec(view.record);
    out.size = r.size;
    out.align = r.align;
    out.fields = r.fields;
    for (Field& f : out.fields) f.type = import(view.model, f.type);
}

// The fields of `view` that are not there yet. One of an anonymous member comes with all of it, unless some of it is
// there.
void ModelRecords::add_fields(const View& view, Record& out) {
    const TypeTable& types = models_[view.model].types;
    for (const Field& f : types.rec(view.record).fields) {
        Field copy = f;
        copy.type = import(view.model, f.type);
        auto known = [&](const Field& g) {
            if (!f.name.empty()) return g.name == f.name || (g.name.empty() && driver_.is_record(g.type) &&
                                        !find_field(driver_, driver_[g.type].record, f.name).empty());
            return g.name.empty() && g.type == copy.type;
        };
        if (std::none_of(out.fields.begin(), out.fields.end(), known)) out.fields.push_back(copy);
    }
}

}  // namespace sdvlite::ir
