//! The same for the parts of the record that are made of entries.

use record::Part;

use super::{List, list};

pub(super) fn words(part: Part) -> [List; 2] {
    match part {
        Part::Conditions => [
            list(
                "Health problems",
                "1 health problem",
                "{count} health problems",
                "No health problems are recorded. This doesn't mean that you have none. Tell your care team.",
            ),
            list(
                "Problemas de salud",
                "1 problema de salud",
                "{count} problemas de salud",
                "No hay problemas de salud registrados. Esto no significa que no tenga ninguno. Dígaselo a su equipo médico.",
            ),
        ],
        Part::Vaccines => [
            list(
                "Vaccines",
                "1 dose",
                "{count} doses",
                "No vaccines are in these records. You may have others recorded elsewhere.",
            ),
            list(
                "Vacunas",
                "1 dosis",
                "{count} dosis",
                "No hay vacunas en estos expedientes. Puede tener otras registradas en otro lugar.",
            ),
        ],
        Part::Procedures => [
            list(
                "Procedures",
                "1 procedure",
                "{count} procedures",
                "No procedures are in these records.",
            ),
            list(
                "Procedimientos",
                "1 procedimiento",
                "{count} procedimientos",
                "No hay procedimientos en estos expedientes.",
            ),
        ],
        Part::Fills => [
            list(
                "Fills and doses given",
                "1 fill or dose",
                "{count} fills and doses",
                "No fills and no doses given are in these records. Pharmacies often don't report them to hospitals.",
            ),
            list(
                "Surtidos y dosis aplicadas",
                "1 surtido o dosis",
                "{count} surtidos y dosis",
                "No hay surtidos ni dosis aplicadas en estos expedientes. Las farmacias a menudo no los informan a los hospitales.",
            ),
        ],
        Part::Plans => [
            list(
                "Care plans",
                "1 care plan",
                "{count} care plans",
                "No care plans are in these records.",
            ),
            list(
                "Planes de atención",
                "1 plan de atención",
                "{count} planes de atención",
                "No hay planes de atención en estos expedientes.",
            ),
        ],
        Part::Goals => [
            list(
                "Goals",
                "1 goal",
                "{count} goals",
                "No goals are in these records.",
            ),
            list(
                "Metas",
                "1 meta",
                "{count} metas",
                "No hay metas en estos expedientes.",
            ),
        ],
        Part::Devices => [
            list(
                "Implants and devices",
                "1 device",
                "{count} devices",
                "No implants or devices are in these records. Tell your care team if you have one.",
            ),
            list(
                "Implantes y dispositivos",
                "1 dispositivo",
                "{count} dispositivos",
                "No hay implantes ni dispositivos en estos expedientes. Si tiene uno, dígaselo a su equipo médico.",
            ),
        ],
        Part::Insurance => [
            list(
                "Insurance",
                "1 coverage",
                "{count} coverages",
                "No insurance is in these records.",
            ),
            list(
                "Seguro médico",
                "1 cobertura",
                "{count} coberturas",
                "No hay seguros médicos en estos expedientes.",
            ),
        ],
        Part::Orders => [
            list(
                "Orders and referrals",
                "1 order",
                "{count} orders",
                "No orders or referrals are in these records.",
            ),
            list(
                "Órdenes y referencias",
                "1 orden",
                "{count} órdenes",
                "No hay órdenes ni referencias en estos expedientes.",
            ),
        ],
        Part::Forms => [
            list(
                "Forms you answered",
                "1 form",
                "{count} forms",
                "No forms are in these records.",
            ),
            list(
                "Formularios contestados",
                "1 formulario",
                "{count} formularios",
                "No hay formularios en estos expedientes.",
            ),
        ],
        Part::Appointments => [
            list(
                "Appointments",
                "1 appointment",
                "{count} appointments",
                "No appointments are in these records. Your hospital may keep them elsewhere.",
            ),
            list(
                "Citas",
                "1 cita",
                "{count} citas",
                "No hay citas en estos expedientes. Su hospital puede tenerlas en otro lugar.",
            ),
        ],
        Part::Relations => [
            list(
                "Family and contacts",
                "1 person",
                "{count} people",
                "No family members or contacts are in these records.",
            ),
            list(
                "Familiares y contactos",
                "1 persona",
                "{count} personas",
                "No hay familiares ni contactos en estos expedientes.",
            ),
        ],
        Part::Family => [
            list(
                "Family health history",
                "1 family member",
                "{count} family members",
                "No family health history is in these records. This doesn't mean that there is none.",
            ),
            list(
                "Antecedentes familiares",
                "1 familiar",
                "{count} familiares",
                "No hay antecedentes familiares en estos expedientes. Esto no significa que no los haya.",
            ),
        ],
        Part::Samples => [
            list(
                "Samples",
                "1 sample",
                "{count} samples",
                "No samples are in these records.",
            ),
            list(
                "Muestras",
                "1 muestra",
                "{count} muestras",
                "No hay muestras en estos expedientes.",
            ),
        ],
        Part::Images => [
            list(
                "Images",
                "1 study",
                "{count} studies",
                "No images are in these records.",
            ),
            list(
                "Imágenes",
                "1 estudio",
                "{count} estudios",
                "No hay imágenes en estos expedientes.",
            ),
        ],
        Part::Claims => [
            list(
                "Insurance claims",
                "1 claim",
                "{count} claims",
                "No insurance claims are in these records.",
            ),
            list(
                "Reclamos al seguro",
                "1 reclamo",
                "{count} reclamos",
                "No hay reclamos al seguro en estos expedientes.",
            ),
        ],
        Part::Others => [
            list(
                "Everything else",
                "1 entry",
                "{count} entries",
                "Your hospitals sent nothing else.",
            ),
            list(
                "Todo lo demás",
                "1 registro",
                "{count} registros",
                "Sus hospitales no enviaron nada más.",
            ),
        ],
    }
}
